import { MemoryJournal } from '@xec/journal-memory';
import { systemRuntime } from '@xec/session';
import { parseJid, write } from '@xec/stanza';
import {
  unitOf,
  type FactChange,
  type PendingRecord,
  type SessionSnapshot,
  type UnitOfWork,
} from '@xec/xec';
import type { ManagedStream, RehearsalOptions, RehearsedLogin } from './options.js';

/** Where the cardboard server is. */
export const STAGE = 'stage';
const AN_HOUR_MS = 3_600_000;

/** What somebody may have left in a journal that is no request as they are stored. */
type Foreign = Pick<RehearsalOptions, 'records' | 'unreadable'>;

/** What becomes of what it is told to keep. */
interface Listener {
  /** Stanzas left it as delivered, so many of the stream by now. */
  onAcknowledged(acked: number): void;
  /** A token for logins was given in place of an earlier one, or is forgotten. */
  onToken(news: 'given' | 'forgotten'): void;
}

/** A journal as an earlier process may have left it. It tells what becomes of what it has. */
export class RehearsalJournal extends MemoryJournal {
  readonly #foreign: Foreign;
  readonly #listener: Listener;

  constructor(foreign: Foreign, listener: Listener) {
    super();
    this.#foreign = foreign;
    this.#listener = listener;
  }

  override async open(session: string): Promise<SessionSnapshot> {
    const snapshot = await super.open(session);
    const { records = [], unreadable = [] } = this.#foreign;
    // Records may be anything: to look at them is the engine's matter.
    const pending = [...snapshot.pending, ...(records as readonly PendingRecord[])];
    return { ...snapshot, pending, unreadable };
  }

  override commit(units: readonly UnitOfWork[]): void {
    super.commit(units);
    for (const { acked, facts } of units) {
      if (acked !== undefined) this.#listener.onAcknowledged(acked);
      for (const fact of facts) {
        const news = newsOfToken(fact);
        if (news !== undefined) this.#listener.onToken(news);
      }
    }
  }
}

/** One that was used before is the one that was there; to use it says nothing of it. */
function newsOfToken({ section, key, value }: FactChange): 'given' | 'forgotten' | undefined {
  if (section !== 'secret' || key !== 'token') return undefined;
  if (value === undefined) return 'forgotten';
  const { sealed } = value as { readonly sealed: string }; // as the session's logins keep it
  const { count } = JSON.parse(sealed) as { readonly count: number };
  return count === 0 ? 'given' : undefined;
}

/** Leaves all in the journal that the session is to know. */
export async function prepare(
  journal: RehearsalJournal,
  session: string,
  options: RehearsalOptions,
): Promise<void> {
  const { fence } = await journal.open(session);
  const { pending = [], facts = [], login, stream } = options;
  const deadline = systemRuntime.now() + AN_HOUR_MS;
  const lost = stream?.state === 'enabling' ? undefined : stream;
  const pin: FactChange[] =
    login?.pin === undefined
      ? []
      : [{ section: 'session', key: 'mechanism', value: { mechanism: login.pin } }];
  journal.commit([
    unitOf({
      session,
      fence,
      pending: pending.map((record) => ({ ...record, deadline, timeoutMs: AN_HOUR_MS, session })),
      facts: [
        ...facts,
        ...pin,
        ...tokenFacts(login),
        ...(lost === undefined ? [] : [streamFact(options, lost)]),
      ],
      ...(lost !== undefined && left(lost, new Set(pending.map(({ id }) => id)))),
    }),
  ]);
}

const tokenFacts = (login: RehearsedLogin | undefined): FactChange[] =>
  login?.token === undefined
    ? []
    : [{ section: 'secret', key: 'token', value: { sealed: JSON.stringify(login.token) } }];

const streamFact = ({ jid }: RehearsalOptions, { id }: ManagedStream): FactChange => ({
  section: 'stream',
  key: 'current',
  value: { account: parseJid(jid).bare, service: STAGE, jid, isPrivate: true, id },
});

/** What a stream left that was lost. Stanzas of requests are known by their ids. */
const left = (
  { sent, acked, handled }: ManagedStream,
  requests: ReadonlySet<string>,
): Partial<UnitOfWork> => ({
  outbound: sent.map((stanza, index) => {
    const id = String(stanza.attrs['id'] as unknown);
    return { number: index + 1, xml: write(stanza), ...(requests.has(id) && { id }) };
  }),
  inbound: handled,
  acked,
  delivered: 0,
});
