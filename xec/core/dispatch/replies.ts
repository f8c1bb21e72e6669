/**
 * Replies to our requests: who may give them, and which method of the action they wake.
 */
import {
  MalformedStanza,
  copyElement,
  isElement,
  keepShapeOf,
  readJid,
  type Element,
  type Jid,
} from '@xec/stanza';
import { descriptionOf, errorMethod, type ActionDescription } from '../action/description.js';
import type { AnyAction } from '../action/any-action.js';
import type { Handled } from '../handled.js';
import {
  ConnectionLostError,
  HandlerFailedError,
  MalformedReplyError,
  StanzaError,
  type ActionError,
} from '../errors.js';
import type { Handling } from './handling.js';
import { isPromise } from '../is-promise.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit, Waiter } from '../journal/unit.js';
import { conditionKey, keyPrefix } from '../packet/packet.js';
import { ActionDraft } from './draft.js';
import { runLimited } from './limit.js';

/**
 * Whether `from` may answer `record` (RFC 6120 section 8.1.2.1).
 *
 * @param from the prepared sender; `undefined` where the stanza names none
 */
export function mayAnswer(record: PendingRecord, from: Jid | undefined, self: Jid): boolean {
  const { to } = record;
  if (to === undefined) {
    if (from === undefined) return true;
    const text = from.toString();
    return text === self.bare || text === self.toString() || text === self.domain;
  }
  if (to === self.bare) return from === undefined || from.toString() === self.bare;
  if (record.kind === 'presence' && isPreparedAnew(from, to)) return true;
  return from?.toString() === to;
}

/**
 * Whether `from` is `to` with its resource prepared by an older rule: resourceprep (RFC 6122 appendix B)
 * makes "IV" of "Ⅳ", and Prosody refuses the nickname that it made, not the one that was asked for.
 */
function isPreparedAnew(from: Jid | undefined, to: string): boolean {
  const asked = readJid(to);
  if (from?.resource === undefined || asked?.resource === undefined) return false;
  const isSameResource = from.resource.normalize('NFKC') === asked.resource.normalize('NFKC');
  return from.bare === asked.bare && isSameResource;
}

/**
 * How a request ended: with a stanza that answers it, with its own stanza, which arrived and has no
 * answer, or with an error that was made here.
 */
export type Ending =
  { readonly reply: Element } | { readonly sent: Element } | { readonly error: ActionError };

/**
 * Ends a request: takes its record, wakes its action, stages what the action does.
 *
 * The caller has checked that the request is pending and that its peer may answer it.
 */
export function endRequest(
  engine: Handling,
  unit: Unit,
  record: PendingRecord,
  ending: Ending,
): void | Promise<void> {
  const waiter = engine.pending.take(record.id);
  unit.take(record.id);
  const stanza = stanzaOf(ending);
  if (stanza !== undefined) engine.completed(stanza, record);
  const error = errorOf(ending, record);
  if (error !== undefined) logError(engine, record, error);

  if (record.isSecret && record.params === null) {
    reportForgotten(engine, unit, record, error ?? new ConnectionLostError(record.name, 'unknown'));
    return;
  }
  let action: AnyAction;
  try {
    action = engine.registry.rehydrate(record);
  } catch (fault) {
    engine.fault(fault, `action ${record.name}`);
    settle(unit, waiter, undefined, new HandlerFailedError(record.name, fault));
    return;
  }
  const description = descriptionOf(action.constructor);
  const from = stanza === undefined ? engine.facts.self : engine.senderOf(stanza);
  const draft = new ActionDraft(engine, from, record.id, description.prefix, stanza);
  return new Waking(engine, unit, record, action, description, draft, waiter, error).run();
}

/** A request of an earlier process whose secret params are gone with it: nothing of it is woken. */
function reportForgotten(
  engine: Handling,
  unit: Unit,
  record: PendingRecord,
  error: ActionError,
): void {
  const prefix = engine.registry.describe(record)?.prefix ?? keyPrefix(record.name);
  const key = `${prefix}_error${conditionKey(error.condition)}`;
  const packet = engine.registry.checked(key, error);
  engine.addPacket(unit, packet, engine.facts.self.toString());
}

const stanzaOf = (ending: Ending): Element | undefined => {
  if ('error' in ending) return undefined;
  return 'sent' in ending ? ending.sent : ending.reply;
};

/** What we sent is no refusal, also where it is of type `error`. */
const errorOf = (ending: Ending, record: PendingRecord): ActionError | undefined => {
  if ('error' in ending) return ending.error;
  return 'sent' in ending ? undefined : refusalIn(ending.reply, record);
};

const refusalIn = (reply: Element, record: PendingRecord): StanzaError | undefined =>
  reply.attrs['type'] === 'error'
    ? new StanzaError(record.isSecret ? withoutEcho(reply) : reply, record.name)
    : undefined;

/**
 * The refusal without the request in it: a sender "MAY include the original XML" (RFC 6120 section
 * 8.3.1), ejabberd does, and errors reach logs with all that they hold.
 */
function withoutEcho(reply: Element): Element {
  const copy = copyElement(reply);
  copy.children = copy.children.filter((node) => isElement(node) && node.getName() === 'error');
  return copy;
}

function settle(
  unit: Unit,
  waiter: Waiter | undefined,
  value: unknown,
  error: ActionError | undefined,
): void {
  if (waiter === undefined) return;
  unit.settle(error === undefined ? { waiter, value } : { waiter, error });
}

/** One action, woken because its request ended. */
class Waking {
  readonly #engine: Handling;
  readonly #unit: Unit;
  readonly #action: AnyAction;
  readonly #description: ActionDescription;
  readonly #draft: ActionDraft;
  readonly #record: PendingRecord;
  readonly #waiter: Waiter | undefined;
  readonly #error: ActionError | undefined;

  constructor(
    engine: Handling,
    unit: Unit,
    record: PendingRecord,
    action: AnyAction,
    description: ActionDescription,
    draft: ActionDraft,
    waiter: Waiter | undefined,
    error: ActionError | undefined,
  ) {
    this.#engine = engine;
    this.#unit = unit;
    this.#record = record;
    this.#action = action;
    this.#description = description;
    this.#draft = draft;
    this.#waiter = waiter;
    this.#error = error;
  }

  run(): void | Promise<void> {
    try {
      const done = this.#error === undefined ? this.#handle() : this.#handleError(this.#error);
      if (isPromise(done)) return this.#later(done);
      this.#succeed();
    } catch (fault) {
      this.#fail(fault);
    }
  }

  #handle(): Handled {
    // Without an error the request was answered, so the stanza is there.
    const reply = this.#draft.stanza as Element;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- wake calls it on its action
    const { handle } = this.#action;
    const draft = this.#draft as never; // typed where the class was declared: it is the action's
    return this.#engine.wake(this.#description, this.#action, handle, reply, draft);
  }

  /** Calls the method of the error's condition, else `error`, else reports it. */
  #handleError(error: ActionError): Handled {
    const method = methodFor(this.#action, this.#description, error);
    if (method !== undefined) {
      return this.#engine.wake(this.#description, this.#action, method, error, this.#draft);
    }
    this.#draft.deliver(`error${conditionKey(error.condition)}`, error);
    return undefined;
  }

  async #later(done: PromiseLike<void>): Promise<void> {
    try {
      await runLimited(this.#engine, this.#description.what, done);
      this.#succeed();
    } catch (fault) {
      this.#fail(fault);
    }
  }

  /** What the request held is over; in this order, because what goes on in its place may hold the same. */
  #release(): void {
    const held = this.#action.holds?.(this.#draft);
    if (held === undefined) return;
    this.#engine.learn(this.#unit, { section: held.section, key: held.key });
  }

  #succeed(): void {
    this.#release();
    this.#draft.mergeInto(this.#unit);
    const { next } = this.#draft;
    if (next !== undefined) this.#engine.goOn(this.#unit, next, this.#waiter);
    else settle(this.#unit, this.#waiter, this.#draft.result, this.#error);
  }

  /** What a peer sends is data: a reply that makes no sense is its fault, everything else ours. */
  #fail(fault: unknown): void {
    this.#draft.close();
    this.#release();
    const { name } = this.#record;
    let error: ActionError;
    if (fault instanceof MalformedStanza) {
      error = new MalformedReplyError(name, fault);
      logError(this.#engine, this.#record, error);
    } else {
      error = new HandlerFailedError(name, fault);
      this.#engine.fault(fault, this.#description.what);
    }
    const key = `${this.#description.prefix}_error${conditionKey(error.condition)}`;
    const packet = this.#engine.registry.checked(key, error);
    this.#engine.addPacket(this.#unit, packet, this.#draft.from.toString());
    settle(this.#unit, this.#waiter, undefined, error);
  }
}

keepShapeOf(Waking);

type ErrorMethod = (this: AnyAction, error: ActionError, ctx: ActionDraft) => Handled;

/** Remote text never names code: only listed conditions and declared application conditions do. */
function methodFor(
  action: AnyAction,
  description: ActionDescription,
  error: ActionError,
): ErrorMethod | undefined {
  // The methods are optional and typed in ErrorMethods; here they are looked up by condition.
  const methods = action as unknown as Readonly<Record<string, ErrorMethod | undefined>>;
  for (const { name, xmlns } of error.application ?? []) {
    const declared = description.conditions.find(
      (condition) => condition.name === name && condition.xmlns === xmlns,
    );
    if (declared !== undefined && methods[declared.method] !== undefined) {
      return methods[declared.method];
    }
  }
  return methods[errorMethod(error.condition)] ?? methods['error'];
}

function logError(engine: Handling, record: PendingRecord, error: ActionError): void {
  engine.log.warn('action-error', {
    session: engine.name,
    action: record.name,
    id: record.id,
    condition: error.condition,
    type: error.type,
    ...(error.text !== undefined && { text: error.text }),
  });
}
