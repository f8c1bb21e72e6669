/**
 * A request of every action, as it is stored: with params made from its schema.
 */
import type { StanzaKind } from '@xec/stanza';
import type { ActionEntry, PendingRecord } from '@xec/xec';
import { Random } from '../random/index.js';
import { sampleParams } from '../samples/index.js';
import { restore } from './world.js';
import type { TestRoom } from '../rooms/index.js';

/** How often params are made anew where the world does not allow what they say. */
const TRIES = 200;

/** An action that waits for an answer, or for its stanza to arrive. */
export interface Request {
  readonly entry: ActionEntry;
  readonly params: unknown;
  readonly kind: StanzaKind;
}

/**
 * What is sent by those that a made-up world does not let out, since they answer somebody, belong to a call, or
 * need a private stream. Those that answer a request for confirmation send what it was.
 */
export const needingMore = {
  'Muc/AnswerVoice': 'message',
  'Register/Set': 'iq',
  'Register/ChangePassword': 'iq',
  'Jingle/ContentAccept': 'iq',
  'Jingle/ContentAdd': 'iq',
  'Jingle/ContentModify': 'iq',
  'Jingle/ContentReject': 'iq',
  'Jingle/ContentRemove': 'iq',
  'Jingle/SessionAccept': 'iq',
  'Jingle/SessionInfo': 'iq',
  'Jingle/SessionMute': 'iq',
  'Jingle/SessionUnmute': 'iq',
  'Jingle/TransportInfo': 'iq',
} as const;

/**
 * Asks with every action, and notes what kind of stanza left.
 *
 * @param kinds those of actions that need more of a world than there is here
 */
export function requestsOf(
  room: TestRoom,
  kinds: Readonly<Record<string, StanzaKind | 'answer'>>,
): readonly Request[] {
  const random = new Random(1);
  return [...room.registry.actions.values()].flatMap((entry): Request[] => {
    const { name } = entry.description;
    const params = sampleParams(entry, random);
    const kind = kinds[name] ?? kindOf(room, entry, random);
    return kind === 'answer' ? [] : [{ entry, params, kind }];
  });
}

/** @throws Error where nothing leaves, whatever the params are */
function kindOf(room: TestRoom, entry: ActionEntry, random: Random): StanzaKind {
  let refusal: unknown = undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    restore(room);
    // The class takes what its schema lets pass.
    const action = new entry.type(sampleParams(entry, random) as never);
    void room.request(action).catch((error: unknown) => {
      refusal = error;
    });
    const kind = room.sent[0]?.getName();
    if (kind === 'iq' || kind === 'message' || kind === 'presence') return kind;
  }
  const { name } = entry.description;
  throw new Error(`${name}: expected a stanza to leave, got none`, { cause: refusal });
}

/** Lets `request` wait for an answer under the id `a`. */
export function wait(
  room: TestRoom,
  { entry, params, kind }: Request,
  to: string | undefined,
  more: Pick<PendingRecord, 'isSecret'> = {},
): void {
  const { name, version } = entry.description;
  const timeoutMs = 60_000;
  const record: PendingRecord = {
    id: 'a',
    name,
    version,
    params,
    kind,
    deadline: room.runtime.now() + timeoutMs,
    timeoutMs,
    session: 'test',
    ...(to !== undefined && { to }),
    ...more,
  };
  room.engine.pending.add(record, undefined, undefined, timeoutMs, () => undefined);
}
