import { matchesPattern } from '@xec/xec';
import * as v from 'valibot';
import type { InspectorEvent } from './events.js';

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));

/** Which events somebody wants to see: those that fit all that is said. */
export const eventFilter = v.strictObject({
  /** A packet key or pattern. Steps of requests count by the keys they told. */
  key: v.exactOptional(text),
  /** Of the stanza, or anything in it. */
  namespace: v.exactOptional(text),
  session: v.exactOptional(text),
  /** Of the stanza or the request. */
  id: v.exactOptional(text),
  kind: v.exactOptional(v.picklist(['in', 'out', 'action', 'packet'])),
});

/** Which events somebody wants to see: those that fit all that is said. */
export type EventFilter = v.InferOutput<typeof eventFilter>;

export function fits(event: InspectorEvent, filter: EventFilter): boolean {
  const { key, namespace, session, id, kind } = filter;
  if (kind !== undefined && event.kind !== kind) return false;
  if (session !== undefined && event.session !== session) return false;
  if (id !== undefined && !('id' in event && event.id === id)) return false;
  if (key !== undefined && !keysOf(event).some((told) => matchesPattern(key, told))) return false;
  return namespace === undefined || ('namespaces' in event && event.namespaces.includes(namespace));
}

const keysOf = (event: InspectorEvent): readonly string[] => {
  if (event.kind === 'packet') return [event.key];
  return event.kind === 'action' ? (event.keys ?? []) : [];
};
