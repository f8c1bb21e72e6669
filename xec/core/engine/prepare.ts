import { NS_CLIENT, isStanza, keepShapeOf, parseJid, write, type Element } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { PreparedRequest } from '../dispatch/handling.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Registry } from '../registry.js';
import { newId, type Runtime } from '../runtime.js';

/** What a request takes of its session. */
export interface AskingSession {
  readonly name: string;
  readonly registry: Registry;
  readonly runtime: Runtime;
  readonly limits: { readonly requestMs: number; readonly pending: number };
}

/**
 * Builds and writes a request; nothing has begun yet.
 *
 * @param pending how many requests wait already
 * @param timeoutMs how long the caller wants to wait; absent: as the action or the session says
 * @throws when the action is not in use, cannot be built or written, or is one too many
 */
export function prepareRequest(
  { name, registry, runtime, limits }: AskingSession,
  action: AnyAction,
  ctx: BuildContext,
  pending: number,
  timeoutMs?: number,
): PreparedRequest {
  const { description } = registry.entryOf(action);
  if (pending >= limits.pending) {
    throw new RangeError(`${description.name}: ${String(pending)} requests are pending already`);
  }
  const waitMs = timeoutMs ?? description.timeoutMs ?? limits.requestMs;
  if (!(waitMs > 0)) throw new RangeError(`expected timeoutMs above 0, got ${String(waitMs)}`);
  const stanza = action.build(ctx);
  const kind = kindOf(stanza, description.name);
  const to: unknown = stanza.attrs['to'];
  const id = newId(runtime);
  // An answer has the id of what it answers; the request has one of its own all the same.
  if (kind !== 'answer') stanza.attrs['id'] = id;
  const record = new MadeRecord(
    id,
    description,
    action.params,
    kind,
    Math.min(runtime.now() + waitMs, Number.MAX_SAFE_INTEGER),
    Math.min(waitMs, Number.MAX_SAFE_INTEGER),
    name,
  );
  // Not spread into it: that costs more than all else here.
  if (typeof to === 'string') record.to = parseJid(to).toString();
  if (description.isSecret(action.params)) record.isSecret = true;
  const holds = action.holds?.(ctx);
  const request = { record, xml: write(stanza), timeoutMs: waitMs, holds };
  return action.begin === undefined ? request : { ...request, facts: action.begin(ctx) };
}

/** Of a class for the reason that `MadePacket` says: it lives as long as its request. */
class MadeRecord implements PendingRecord {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly params: unknown;
  readonly kind: PendingRecord['kind'];
  readonly deadline: number;
  readonly timeoutMs: number;
  readonly session: string;
  declare to?: string;
  declare isSecret?: true;

  constructor(
    id: string,
    { name, version }: Pick<PendingRecord, 'name' | 'version'>,
    params: unknown,
    kind: PendingRecord['kind'],
    deadline: number,
    timeoutMs: number,
    session: string,
  ) {
    this.id = id;
    this.name = name;
    this.version = version;
    this.params = params;
    this.kind = kind;
    this.deadline = deadline;
    this.timeoutMs = timeoutMs;
    this.session = session;
  }
}

keepShapeOf(MadeRecord, '', { name: '', version: 0 }, {}, 'iq', 0, 0, '');

/**
 * As what a request goes.
 *
 * @throws TypeError for a stanza that is no request
 */
export function kindOf(stanza: Element, action: string): PendingRecord['kind'] {
  const kind = stanza.getName();
  const { type, id } = stanza.attrs as Readonly<Record<string, unknown>>;
  const isRequest = kind === 'iq' && (type === 'get' || type === 'set');
  if (isStanza(stanza) && (isRequest || kind === 'message' || kind === 'presence')) {
    return kind; // one of the three: just compared
  }
  const isAnswer = (type === 'result' || type === 'error') && typeof id === 'string';
  if (stanza.is('iq', NS_CLIENT) && isAnswer) return 'answer';
  throw new TypeError(
    `${action}: expected build() to make an iq of type get or set, an answer with an id, a message ` +
      `or a presence, got <${stanza.name} type='${String(type)}'/>`,
  );
}
