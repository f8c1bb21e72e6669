/**
 * Replies to our requests: who may give them, and which method of the action they wake.
 */
import type { Element, Jid } from '@xec/stanza';
import { descriptionOf, errorMethod, type ActionDescription } from '../action/description.js';
import type { AnyAction } from '../action/action.js';
import type { Handled } from '../action/error-methods.js';
import { HandlerFailedError, StanzaError, type ActionError } from '../errors.js';
import type { Engine } from '../engine.js';
import { isPromise } from '../is-promise.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit } from '../journal/unit.js';
import { conditionKey } from '../packet/packet.js';
import { ActionDraft } from './draft.js';
import { runLimited } from './limit.js';

/**
 * Whether `from` may answer `record` (SECURITY-RULES 7; RFC 6120 section 8.1.2.1).
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
  return from?.toString() === to;
}

/** How a request ended: with a stanza that answers it, or with an error that was made here. */
export type Ending = { readonly reply: Element } | { readonly error: ActionError };

/**
 * Ends a request: takes its record, wakes its action, stages what the action does.
 *
 * The caller has checked that the request is pending and that its peer may answer it.
 */
export function endRequest(
  engine: Engine,
  unit: Unit,
  record: PendingRecord,
  ending: Ending,
): void | Promise<void> {
  const waiter = engine.pending.take(record.id);
  unit.taken.push(record.id);
  const error = errorOf(record, ending);
  if (error !== undefined) logError(engine, record, error);

  const stanza = 'reply' in ending ? ending.reply : undefined;
  if (stanza !== undefined) engine.completed(stanza, record);

  let action: AnyAction;
  try {
    action = engine.registry.rehydrate(record);
  } catch (fault) {
    const failed = new HandlerFailedError(record.name, fault);
    engine.fault(fault, `action ${record.name}`);
    if (waiter !== undefined) unit.settled.push({ waiter, error: failed });
    return;
  }
  const description = descriptionOf(action.constructor);
  const draft = new ActionDraft(
    engine,
    stanza === undefined ? engine.facts.self : engine.senderOf(stanza),
    record.id,
    description.prefix,
    stanza,
  );

  const settle = (): void => {
    draft.mergeInto(unit);
    if (waiter === undefined) return;
    unit.settled.push(error === undefined ? { waiter, value: draft.result } : { waiter, error });
  };
  const failed = (fault: unknown): void => {
    draft.close();
    engine.fault(fault, `action ${record.name}`);
    const failure = new HandlerFailedError(record.name, fault);
    report(engine, unit, description, failure, draft.from);
    if (waiter !== undefined) unit.settled.push({ waiter, error: failure });
  };

  try {
    const done =
      error === undefined
        ? engine.wake(`action ${record.name}`, action, () =>
            // The reply is there, for without an error the ending has one; the draft is the action's.
            action.handle(stanza as Element, draft as never),
          )
        : engine.wake(`action ${record.name}`, action, () =>
            wakeWithError(action, description, error, draft),
          );
    if (isPromise(done)) {
      return runLimited(engine, `action ${record.name}`, done).then(settle, failed);
    }
    settle();
  } catch (fault) {
    failed(fault);
  }
}

function errorOf(record: PendingRecord, ending: Ending): ActionError | undefined {
  if ('error' in ending) return ending.error;
  return ending.reply.attrs['type'] === 'error'
    ? new StanzaError(ending.reply, record.name)
    : undefined;
}

/** Calls the method of the error's condition, else `error`, else reports it. */
function wakeWithError(
  action: AnyAction,
  description: ActionDescription,
  error: ActionError,
  draft: ActionDraft,
): Handled {
  const method = methodFor(action, description, error);
  if (method !== undefined) return method.call(action, error, draft);
  draft.deliver(`error${conditionKey(error.condition)}`, error);
  return undefined;
}

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

function report(
  engine: Engine,
  unit: Unit,
  { prefix }: ActionDescription,
  error: ActionError,
  from: Jid,
): void {
  const key = `${prefix}_error${conditionKey(error.condition)}`;
  engine.addPacket(unit, key, engine.registry.content(key, error), from.toString());
}

function logError(engine: Engine, record: PendingRecord, error: ActionError): void {
  engine.log.warn('action-error', {
    session: engine.name,
    action: record.name,
    id: record.id,
    condition: error.condition,
    type: error.type,
    ...(error.text !== undefined && { text: error.text }),
  });
}
