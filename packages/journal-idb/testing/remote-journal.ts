import {
  JournalError,
  type Journal,
  type OpenOptions,
  type PacketPage,
  type SessionSnapshot,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import type { IdbJournalOptions } from '../index.js';
import type { Answer, Call, Method } from './calls.js';

/** Brings a call to where the journal is. */
export type Caller = (call: Call) => Promise<Answer>;

let made = 0;

/** A journal in a browser, as a test in Node has it. */
export class RemoteJournal implements Journal {
  readonly isDurable = true;
  readonly #caller: Caller;
  readonly #id: number;

  private constructor(
    caller: Caller,
    id: number,
    readonly survives: string,
  ) {
    this.#caller = caller;
    this.#id = id;
  }

  static async make(
    caller: Caller,
    options: Omit<IdbJournalOptions, 'onFault'>,
  ): Promise<RemoteJournal> {
    made += 1;
    const survives = await ask(caller, { journal: made, method: 'make', args: [options] });
    return new RemoteJournal(caller, made, survives as string); // as the script answers
  }

  open(session: string, options?: OpenOptions): Promise<SessionSnapshot> {
    const args = options === undefined ? [session] : [session, options];
    return this.#do('open', ...args) as Promise<SessionSnapshot>; // so are these
  }

  async commit(units: readonly UnitOfWork[]): Promise<void> {
    await this.#do('commit', units);
  }

  async release(session: string, fence: number): Promise<void> {
    await this.#do('release', session, fence);
  }

  packets(session: string, after: number, limit: number): Promise<PacketPage> {
    return this.#do('packets', session, after, limit) as Promise<PacketPage>;
  }

  cursor(session: string, reader: string): Promise<number | undefined> {
    return this.#do('cursor', session, reader) as Promise<number | undefined>;
  }

  async moveCursor(session: string, reader: string, seq: number): Promise<void> {
    await this.#do('moveCursor', session, reader, seq);
  }

  setAside(session: string): Promise<readonly SetAside[]> {
    return this.#do('setAside', session) as Promise<readonly SetAside[]>;
  }

  async end(session: string, fence: number): Promise<void> {
    await this.#do('end', session, fence);
  }

  async close(): Promise<void> {
    await this.#do('close');
  }

  faults(): Promise<readonly string[]> {
    const call = { journal: this.#id, method: 'faults', args: [] } as const;
    return ask(this.#caller, call) as Promise<readonly string[]>;
  }

  #do(method: Method, ...args: readonly unknown[]): Promise<unknown> {
    return ask(this.#caller, { journal: this.#id, method, args });
  }
}

async function ask(caller: Caller, call: Call): Promise<unknown> {
  const answer = await caller(call);
  if (!('refusal' in answer)) return answer.value; // JSON leaves out what is undefined
  const { code, message, session, retryMs } = answer.refusal;
  throw new JournalError(code, message, {
    ...(session !== undefined && { session }),
    ...(retryMs !== undefined && { retryMs }),
  });
}
