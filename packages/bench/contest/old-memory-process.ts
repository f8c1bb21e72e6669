/**
 * Plays the corpus to a client without a network, and says how much of what a stanza makes reaches old
 * memory: bytes that outlive two collections of young objects, for each stanza.
 */
import { Session } from 'node:inspector/promises';
import { makeCorpus } from '../corpus/index.js';
import type { SessionSetup } from './contender.js';
import { PocketSocket, playInPocket } from './pocket-socket.js';
import { pocketConnector } from './pocket-transport.js';
import { enterWorld, openXec } from './xec.js';

const WARM = 40_000;
const COUNTED = 20_000;

interface Profiled {
  readonly selfSize: number;
  readonly children: readonly Profiled[];
}

let heard = 0;
const setup: SessionSetup = {
  ...{ service: 'ws://127.0.0.1/', domain: 'bench.example', name: 'bench' },
  hear: () => {
    heard += 1;
  },
};
Object.assign(globalThis, { PocketSocket });
const texts = makeCorpus(2 * WARM + COUNTED).map(({ xml }) => Buffer.from(xml).toString());
const { client } = await openXec(setup, { isStored: false, connector: pocketConnector });
await enterWorld(client, texts.length);
await playInPocket(texts.slice(0, WARM));
// As after any large collection: V8 decides by it what lives long.
globalThis.gc?.();
await playInPocket(texts.slice(WARM, 2 * WARM));

const session = new Session();
session.connect();
await session.post('HeapProfiler.enable');
await session.post('HeapProfiler.startSampling', {
  samplingInterval: 4096,
  includeObjectsCollectedByMajorGC: true,
});
await playInPocket(texts.slice(2 * WARM));
globalThis.gc?.({ type: 'minor' });
globalThis.gc?.({ type: 'minor' });
const { profile } = await session.post('HeapProfiler.stopSampling');
if (heard < COUNTED) throw new Error(`expected packets to be heard, got ${heard}`);
console.log(JSON.stringify({ bytes: sizeOf(profile.head) / COUNTED }));
process.exit();

function sizeOf({ selfSize, children }: Profiled): number {
  return children.reduce((sum, child) => sum + sizeOf(child), selfSize);
}
