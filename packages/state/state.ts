/**
 * What an interface knows: one place that follows a source, whoever looks at it.
 */
import type { PacketSource } from '@xec/packet-source';
import { Avatars, avatarKeys } from './avatars/avatars.js';
import { ArchiveReader, archiveKeys } from './conversations/archive-reader.js';
import { Commands } from './conversations/commands.js';
import { Conversations, type ConversationsOptions } from './conversations/conversations.js';
import { applyPacket, conversationKeys } from './conversations/listen.js';
import { Markers } from './conversations/markers.js';
import { Outbox } from './conversations/outbox.js';
import { roomKeys } from './rooms/room.js';
import { Rooms } from './rooms/rooms.js';
import { Roster, rosterKeys } from './roster/roster.js';
import { Keeper } from './storage/keeper.js';
import { MemoryStorage } from './storage/memory.js';
import type { StateStorage } from './storage/storage.js';

/** All keys that a state is fed by: what a source for one is made with. */
export const stateKeys: readonly string[] = [
  ...new Set<string>([
    ...conversationKeys,
    ...archiveKeys,
    ...rosterKeys,
    ...roomKeys,
    ...avatarKeys,
  ]),
];

/** All actions that it requests. */
export const stateActions: readonly string[] = [
  'Message/Publish',
  'Message/Composing',
  'Message/Paused',
  'Message/Active',
  'Message/Displayed',
  'Message/Reactions',
  'Message/Retract',
  'Message/Moderate',
  'MAM/Get',
  'Avatar/Get',
];

export interface StateOptions extends ConversationsOptions {
  /** Where it is kept. Default: memory, which survives nothing. */
  readonly storage?: StateStorage;
}

/** Everything, and what can be done. Each part tells of its own changes by `onChange`. */
export interface State {
  readonly source: PacketSource;
  readonly roster: Roster;
  readonly conversations: Conversations;
  readonly rooms: Rooms;
  readonly avatars: Avatars;
  /** What people do in conversations. */
  readonly commands: Commands;
  /** Resolves when what was stored is here; it does not matter what packets came before. */
  readonly ready: Promise<void>;
  /** Follows no longer, and stores what is not stored yet. */
  close(): Promise<void>;
}

const states = new WeakMap<PacketSource, State>();

/** The state of a source: the one that was opened for it, else a new one in memory. */
export const stateOf = (source: PacketSource): State => states.get(source) ?? openState(source);

/**
 * Begins to follow a source. Widgets of that source find this state by {@link stateOf}.
 *
 * @throws TypeError where the source was not made for all of {@link stateKeys}
 */
export function openState(source: PacketSource, options: StateOptions = {}): State {
  const { storage = new MemoryStorage(), ...limits } = options;
  const conversations = new Conversations(limits);
  const [roster, rooms, avatars] = [new Roster(), new Rooms(), new Avatars(source)];
  const outbox = new Outbox(source, conversations, storage);
  const markers = new Markers(source);
  const archive = new ArchiveReader(source, conversations);
  const keeper = new Keeper(storage, conversations, outbox);
  conversations.onTouched((conversation) => keeper.note(conversation));
  const isLive = (): boolean => source.state.state === 'open' && source.state.isLive;
  /** The stream for which the newest was asked; each one is asked once. */
  let caughtUp = false;
  const goOn = (): void => {
    if (!isLive()) return;
    outbox.flush();
    markers.flush();
    if (caughtUp || !conversations.isOnline) return;
    caughtUp = true;
    // Where there is no archive there is nothing to catch up with.
    archive.catchUp().catch(() => undefined);
  };
  const undo = [
    onLeaving(() => {
      keeper.store();
      void storage.settled();
    }),
    source.subscribe(rosterKeys, (packet) => roster.apply(packet)),
    source.subscribe(roomKeys, (packet) => rooms.apply(packet)),
    source.subscribe(avatarKeys, (packet) => avatars.apply(packet)),
    // One subscription: what an archive says is told in its order with what is heard.
    source.subscribe([...conversationKeys, ...archiveKeys], (packet) => {
      if (packet.key === 'mamresult' || packet.key === 'mam_get_handle') {
        archive.apply(packet);
        return;
      }
      applyPacket(conversations, packet);
      if (packet.key === 'message_publish_handle') outbox.left(packet.content.originId ?? '');
      if (packet.key !== 'session_state') return;
      const { content } = packet;
      if (content.state === 'online' && content.resumed !== true) caughtUp = false;
      goOn();
    }),
    source.onState(goOn),
    source.onResync(() => {
      for (const each of [roster, rooms, avatars, archive, conversations]) each.forget();
      caughtUp = false;
    }),
  ];
  const state: State = {
    source,
    roster,
    conversations,
    rooms,
    avatars,
    commands: new Commands({ source, all: conversations, outbox, markers, archive, storage }),
    // A storage that cannot be read is an empty one.
    ready: keeper.restore().catch(() => undefined),
    async close() {
      for (const each of undo) each();
      if (states.get(source) === state) states.delete(source);
      keeper.stop();
      await storage.settled();
    },
  };
  states.set(source, state);
  goOn();
  return state;
}

/** Calls `run` when the page goes, where there is one: what waits to be stored is stored then. */
function onLeaving(run: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  window.addEventListener('pagehide', run);
  return () => window.removeEventListener('pagehide', run);
}
