/**
 * The fork of a stanza's way in: a reply that we wait for wakes its action, anything else goes to the
 * payloads that are registered for it.
 */
import {
  childElements,
  keepShapeOf,
  messageType,
  readJid,
  type Element,
  type Jid,
} from '@xec/stanza';
import { errorFor } from './answer.js';
import type { Handling } from './handling.js';
import { isPromise } from '../is-promise.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit } from '../journal/unit.js';
import { PayloadDraft } from './draft.js';
import { runLimited } from './limit.js';
import { matchStanza, type Match } from './match.js';
import { endRequest, mayAnswer } from './replies.js';
import { isAllowedSender } from './senders.js';

/** Handles one stanza. What it does is staged in `unit`. */
export function handleStanza(engine: Handling, stanza: Element, unit: Unit): void | Promise<void> {
  const kind = stanza.getName();
  const raw: unknown = stanza.attrs['from'];
  const from = typeof raw === 'string' ? readJid(raw) : undefined;
  if (raw !== undefined && from === undefined) {
    engine.ignored(stanza, 'its from is no JID');
    return;
  }
  if (kind === 'iq') return handleIq(engine, stanza, from, unit);

  const type = kind === 'message' ? messageType(stanza) : presenceType(stanza);
  if (type === 'error') {
    const record = pendingFor(engine, stanza, from, kind);
    if (record !== undefined) return endRequest(engine, unit, record, { reply: stanza });
  }
  const sender = from ?? engine.facts.account;
  if (type === 'groupchat' && !engine.facts.isRoom(sender.bare)) {
    engine.ignored(stanza, 'it is of type groupchat and we have not joined its room');
    return;
  }
  const record = type === 'error' ? undefined : answeredBy(engine, stanza, sender);
  const done = record && endRequest(engine, unit, record, { reply: stanza });
  if (done === undefined) return runPayloads(engine, stanza, kind, type, sender, unit, false);
  return done.then(() => runPayloads(engine, stanza, kind, type, sender, unit, false));
}

function handleIq(
  engine: Handling,
  stanza: Element,
  from: Jid | undefined,
  unit: Unit,
): void | Promise<void> {
  const type: unknown = stanza.attrs['type'];
  if (type === 'result' || type === 'error') {
    const record = pendingFor(engine, stanza, from, 'iq');
    if (record !== undefined) return endRequest(engine, unit, record, { reply: stanza });
    return;
  }
  // "The 'id' attribute is REQUIRED" (RFC 6120 section 8.2.3): who asks without can be told only that.
  if (stanza.attrs['id'] === undefined) {
    engine.answer(unit, stanza, errorFor(engine.facts, stanza, 'bad-request'));
    return;
  }
  if ((type !== 'get' && type !== 'set') || childElements(stanza).length !== 1) {
    engine.answer(unit, stanza, errorFor(engine.facts, stanza, 'bad-request'));
    return;
  }
  const sender = from ?? engine.facts.account;
  return runPayloads(engine, stanza, 'iq', type, sender, unit, true);
}

/** The request to `from` that has its answer in this stanza, which does not know of it. */
function answeredBy(engine: Handling, stanza: Element, from: Jid): PendingRecord | undefined {
  const { awaited } = engine.pending;
  // Mostly there are none, and to make a key costs more than to see that.
  const ids = awaited.size === 0 ? undefined : awaited.get(from.bare);
  if (ids === undefined) return undefined;
  for (const id of ids) {
    const record = engine.pending.get(id);
    if (record === undefined || record.params === null) continue; // a secret one of an earlier process
    try {
      if (engine.registry.rehydrate(record).answeredBy?.(stanza, from) === true) return record;
    } catch (fault) {
      engine.fault(fault, `action ${record.name}`); // the stanza is for others too
    }
  }
  return undefined;
}

/** The request that this stanza answers; says why where there is none. */
function pendingFor(engine: Handling, stanza: Element, from: Jid | undefined, kind: string) {
  const id: unknown = stanza.attrs['id'];
  const record = typeof id === 'string' ? engine.pending.get(id) : undefined;
  if (record?.kind !== kind) {
    if (kind === 'iq') engine.ignored(stanza, 'no request of that id is pending');
    return undefined;
  }
  if (!mayAnswer(record, from, engine.facts.self)) {
    engine.ignored(stanza, `only ${record.to ?? 'the own server'} may answer this request`);
    return undefined;
  }
  return record;
}

/** Available presence has no type: one that says so is of an unknown type (RFC 6121 section 4.7.1). */
const presenceType = (presence: Element): string => {
  const type: unknown = presence.attrs['type'];
  if (typeof type !== 'string') return 'available';
  return type === 'available' ? 'unknown' : type;
};

function runPayloads(
  engine: Handling,
  stanza: Element,
  kind: string,
  type: string,
  from: Jid,
  unit: Unit,
  isRequest: boolean,
): void | Promise<void> {
  const first = matchStanza(engine.registry, stanza, kind, type, engine.tried);
  const run = new PayloadRun(engine, stanza, from, unit, isRequest);
  const done = run.from(first);
  if (done !== undefined) return finishLater(run, done);
  run.finish();
}

async function finishLater(run: PayloadRun, done: Promise<void>): Promise<void> {
  await done;
  run.finish();
}

/** The payloads of one stanza, one after the other. */
class PayloadRun {
  readonly #engine: Handling;
  readonly #stanza: Element;
  readonly #sender: Jid;
  readonly #unit: Unit;
  readonly #isRequest: boolean;
  /** How many matches were looked at. */
  #seen = 0;
  #isAnswered = false;
  #hasFailed = false;
  #hasRun = false;
  #refused: Match | undefined = undefined;

  constructor(engine: Handling, stanza: Element, sender: Jid, unit: Unit, isRequest: boolean) {
    this.#engine = engine;
    this.#stanza = stanza;
    this.#sender = sender;
    this.#unit = unit;
    this.#isRequest = isRequest;
  }

  /** Runs matches from `first` on; a promise only where a handler gave one. */
  from(first: Match | undefined): Promise<void> | undefined {
    const { facts, limits } = this.#engine;
    for (let match = first; match !== undefined; match = match.next) {
      if (this.#seen >= limits.handlers) break;
      this.#seen += 1;
      const { senders } = match.registration.description;
      if (!isAllowedSender(senders, this.#sender, facts)) {
        this.#refused ??= match;
        continue;
      }
      const done = this.#one(match);
      if (done !== undefined) return this.#afterwards(done, match.next);
    }
    return undefined;
  }

  /** Gives an iq get or set its one answer, where no handler did. */
  finish(): void {
    const engine = this.#engine;
    if (!this.#hasRun || this.#refused !== undefined) {
      engine.ignored(
        this.#stanza,
        this.#refused === undefined
          ? 'no payload is registered for it'
          : `${this.#sender.toString()} may not send ${this.#refused.registration.name}`,
      );
    }
    if (this.#isRequest && !this.#isAnswered) {
      const condition = this.#hasFailed ? 'internal-server-error' : 'service-unavailable';
      engine.answer(this.#unit, this.#stanza, errorFor(engine.facts, this.#stanza, condition));
    }
  }

  async #afterwards(done: Promise<void>, next: Match | undefined): Promise<void> {
    await done;
    await this.from(next);
  }

  #one(match: Match): Promise<void> | undefined {
    const engine = this.#engine;
    const { description, type } = match.registration;
    const isAnswerable = this.#isRequest && !this.#isAnswered;
    const draft = new PayloadDraft(
      engine,
      this.#sender,
      description.prefix,
      this.#stanza,
      match,
      isAnswerable,
    );
    this.#hasRun = true;
    engine.ran(this.#stanza, match.registration);
    try {
      const handler = engine.payload(type);
      // Typed where the class was declared: its registration decides what it gets.
      // eslint-disable-next-line @typescript-eslint/unbound-method -- wake calls it on its handler
      const done = engine.wake(description, handler, handler.handle, match.el, draft as never);
      if (isPromise(done)) return this.#limited(done, description.what, draft);
      this.#merge(draft);
    } catch (fault) {
      this.#failed(draft, description.what, fault);
    }
    return undefined;
  }

  async #limited(done: PromiseLike<void>, what: string, draft: PayloadDraft): Promise<void> {
    try {
      await runLimited(this.#engine, what, done);
      this.#merge(draft);
    } catch (fault) {
      this.#failed(draft, what, fault);
    }
  }

  #merge(draft: PayloadDraft): void {
    draft.mergeInto(this.#unit);
    if (draft.answer === undefined) return;
    this.#isAnswered = true;
    if (draft.answer === 'later') return;
    this.#engine.answer(this.#unit, this.#stanza, draft.answer.el, draft.answer.xml);
  }

  #failed(draft: PayloadDraft, what: string, fault: unknown): void {
    draft.close();
    this.#hasFailed = true;
    this.#engine.fault(fault, what);
  }
}

keepShapeOf(PayloadRun);
