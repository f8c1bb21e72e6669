/** What the suites of a journal share: the journals they open, and what they store. */
import { afterEach } from '../../jest.js';
import {
  unitOf,
  type AnyPacket,
  type Journal,
  type OutboundStanza,
  type PendingRecord,
  type UnitOfWork,
} from '@xec/xec';

export const SESSION = 'juliet';
export const OTHER = 'romeo/../\u0000 ✓';

export const pending = (id: string): PendingRecord => ({
  id,
  name: 'Roster/AddItem',
  version: 2,
  params: { jid: 'romeo@montague.example', groups: ['é', '\u{1F600}'], note: null },
  kind: 'iq',
  to: 'capulet.example',
  deadline: 1_795_262_400_000,
  timeoutMs: 60_000,
  session: SESSION,
});

export const stanza = (number: number): OutboundStanza => ({
  number,
  xml: `<iq xmlns='jabber:client' id='${String(number)}'>é &amp; 漢字</iq>`,
  id: `id${String(number)}`,
});

export const packet = (seq: number, session = SESSION): AnyPacket => ({
  key: 'roster_additem_handle',
  content: { jid: 'romeo@montague.example', seq },
  from: 'capulet.example',
  session,
  seq,
  at: 1_795_262_400_000 + seq,
});

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What JSON can say and what stores like to lose, as text. */
export const ODD_VALUES: readonly (readonly [what: string, text: string])[] = [
  ['nothing', 'null'],
  ['nothing within', '{"a":null,"b":[null,{"c":null}]}'],
  ['empty things', '{"":"","a":[],"b":{},"c":[[],{}]}'],
  ['`__proto__`', '{"__proto__":{"a":1},"constructor":2,"toString":null}'],
  ['half of a character', '{"a":"\\ud83d","\\udc00":"x\\ud800y"}'],
  ['control characters', '"\\u0000\\u0001\\t\\n\\r\\u007f\\u2028\\ufeff\\uffff"'],
  ['large and small numbers', '[9007199254740991,-9007199254740991,1e308,5e-324,0.1,-1]'],
  ['numbers as keys', '{"2":1,"10":2,"a":3,"-1":4}'],
  ['plain values', '[true,false,0,""," "]'],
  ['deep things', `${'['.repeat(100)}1${']'.repeat(100)}`],
];

/** What a suite is given of an implementation. */
export interface JournalBench {
  /** A journal with nothing in it. */
  readonly open: () => Promise<Journal>;
  /**
   * Another owner's journal over the store that was opened last, as another process would have it.
   * Left out by implementations that have one process only; the suite then says less.
   */
  readonly another?: () => Promise<Journal>;
  /** Overwrites the stored request `id` with text that is no record. With `another` only. */
  readonly damage?: (session: string, id: string, text: string) => Promise<void>;
}

/** The journals of one test, which are closed after it. */
export interface JournalStore {
  readonly open: () => Promise<Journal>;
  /** Closes a journal that was opened otherwise, too. */
  readonly use: (journal: Promise<Journal>) => Promise<Journal>;
  /** A journal with an open session, and a way to write to it. */
  readonly start: (session?: string) => Promise<{
    readonly journal: Journal;
    readonly fence: number;
    readonly write: (...units: Partial<UnitOfWork>[]) => Promise<void>;
    /** The seqs of packets. */
    readonly packets: (after: number, limit?: number) => Promise<number[]>;
  }>;
}

export function journalStore(bench: JournalBench): JournalStore {
  const opened: Journal[] = [];
  afterEach(async () => {
    for (const journal of opened.splice(0)) await journal.close();
  });

  const use = async (journal: Promise<Journal>): Promise<Journal> => {
    opened.push(await journal);
    return journal;
  };
  const open = (): Promise<Journal> => use(bench.open());
  return {
    open,
    use,
    async start(session = SESSION) {
      const journal = await open();
      const { fence } = await journal.open(session);
      return {
        journal,
        fence,
        async write(...units) {
          await journal.commit(units.map((parts) => unitOf({ session, fence, ...parts })));
        },
        packets: async (after, limit = 1000) =>
          (await journal.packets(session, after, limit)).packets.map(({ seq }) => seq),
      };
    },
  };
}

/** What `act` throws or rejects with. */
export async function refusalOf(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}
