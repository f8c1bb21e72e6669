/** One contender that reads the corpus without a network, in a process of its own. */
import { makeCorpus } from '../corpus/index.js';
import { END, END_TEXT } from '../server/player.js';
import { readBySwitch } from './bare.js';
import type { ContenderName, Hear, SessionSetup } from './contender.js';
import { openContender } from './open.js';
import { PocketSocket, playInPocket } from './pocket-socket.js';
import { beginProfile } from './profile.js';

/** What the process is told. */
export interface PocketSetup {
  readonly contender: ContenderName;
  readonly warm: number;
  readonly counted: number;
}

/** What the counted stanzas cost. */
export interface PocketFigures {
  /** User and system time, in microseconds. */
  readonly cpuUs: number;
  readonly heard: number;
}

const { contender, warm, counted } = JSON.parse(process.argv[2] ?? '') as PocketSetup; // the parent's
let heard = 0;
let onEnd = (): void => undefined;
const hear: Hear = (_from, id) => {
  heard += 1;
  if (id === END) onEnd();
};

// In one piece each, as sockets give them.
const texts = makeCorpus(warm + counted).map(({ xml }) => Buffer.from(xml).toString());
const play = await open();
await playAll(texts.slice(0, warm));
globalThis.gc?.();
heard = 0;
const endProfile = await beginProfile(`${contender} in process`);
const cpu = process.cpuUsage();
await playAll(texts.slice(warm));
const { user, system } = process.cpuUsage(cpu);
await endProfile?.();
const figures: PocketFigures = { cpuUs: user + system, heard };
process.once('disconnect', () => process.exit());
process.send?.(figures);

async function playAll(frames: readonly string[]): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    onEnd = resolve;
  });
  await play([...frames, END_TEXT]);
  await ended;
}

/** Logs in; gives what plays to the session. */
async function open(): Promise<(frames: readonly string[]) => Promise<void> | void> {
  if (contender === 'ltx and a switch') {
    return (frames) => {
      for (const frame of frames) readBySwitch(frame, hear);
    };
  }
  // What the peers find in place of a WebSocket.
  Object.assign(globalThis, { PocketSocket });
  const own: SessionSetup = {
    ...{ service: 'ws://127.0.0.1/', domain: 'bench.example', name: 'bench', hear },
  };
  if (contender === 'xec') {
    const { enterWorld, openXec } = await import('./xec.js');
    const { pocketConnector } = await import('./pocket-transport.js');
    const { client } = await openXec(own, { isStored: false, connector: pocketConnector });
    await enterWorld(client, texts.length);
  } else await openContender(contender, own);
  return playInPocket;
}
