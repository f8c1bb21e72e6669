import { parseJid, type Jid } from '@xec/stanza';
import { loadPart } from '@xec/transport';
import {
  Engine,
  JournalError,
  loadRehydration,
  type EngineHost,
  type Runtime,
  type SessionSnapshot,
} from '@xec/xec';
import type { SessionShared } from './shared.js';

/**
 * What to do about a session that another process owns: fail, wait until its lease ends (`when-free`),
 * or take it (`true`), for those who know that it is dead.
 */
export type TakeOver = boolean | 'when-free';

/** How long to wait at most before a session that another process owns is looked at again. */
const LOOK_AGAIN_MS = 5000;

/**
 * Takes ownership of a session, and makes its engine of what is stored.
 *
 * @throws JournalError `owned` while another process has it
 * @throws TypeError when it is another account's
 * @throws TransportError when what is stored needs a part of the program that could not be loaded
 */
export async function openEngine(
  host: EngineHost & { readonly name: string },
  account: Jid,
  takeOver: TakeOver,
  shared: SessionShared,
): Promise<{ readonly engine: Engine; readonly snapshot: SessionSnapshot }> {
  const snapshot = await takeSession(host.name, takeOver, shared);
  const own = account.toBare();
  const rehydration = await loadPart(() => loadRehydration(snapshot)).catch(
    async (error: unknown) => {
      await shared.journal.release(host.name, snapshot.fence);
      throw error;
    },
  );
  const engine = new Engine(host.name, own, snapshot, shared, host, rehydration);
  const stream = engine.facts.get('stream', 'current');
  if (stream === undefined) return { engine, snapshot };
  if (stream.account !== own.toString()) {
    engine.abandon();
    await shared.journal.release(host.name, snapshot.fence);
    const text = `expected it to be of ${own.toString()}, it is of ${stream.account}`;
    throw new TypeError(`the session "${host.name}": ${text}`);
  }
  engine.facts.self = parseJid(stream.jid);
  return { engine, snapshot };
}

async function takeSession(
  name: string,
  takeOver: TakeOver,
  { journal, runtime }: SessionShared,
): Promise<SessionSnapshot> {
  for (;;) {
    try {
      return await journal.open(name, { takeOver: takeOver === true });
    } catch (error) {
      const isOwned = error instanceof JournalError && error.code === 'owned';
      if (takeOver !== 'when-free' || !isOwned) throw error;
      const waitMs = Math.min(error.retryMs ?? LOOK_AGAIN_MS, LOOK_AGAIN_MS);
      await new Promise<void>((resolve) => {
        runtime.later(waitMs, resolve);
      });
    }
  }
}

/** Waits for `done`, `ms` at most. */
export function within(ms: number, done: Promise<void>, runtime: Runtime): Promise<void> {
  return new Promise((resolve) => {
    const stop = runtime.later(ms, resolve);
    void done.then(() => {
      stop();
      resolve();
    });
  });
}
