/**
 * What a stored request must look like before anything is made of it.
 */
import * as v from 'valibot';
import type { PendingRecord } from '../journal/journal.js';
import { issuesText } from '../schema/issues.js';
import { jid } from '../schema/jid.js';

/** So deep params may be nested, and so many characters long a record may be: a stanza has fewer. */
const MAX_DEPTH = 100;
const MAX_CHARACTERS = 4_194_304;

/** Names by which an object would get at what all objects have. */
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const pendingRecord = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.string(),
  version: v.pipe(v.number(), v.integer()),
  // JSON has no place for the params of an action that takes none.
  params: v.optional(v.unknown()),
  kind: v.picklist(['iq', 'message', 'presence', 'answer']),
  to: v.exactOptional(jid),
  deadline: v.pipe(v.number(), v.finite()),
  timeoutMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  session: v.string(),
  isSecret: v.exactOptional(v.literal(true)),
  isSetUp: v.exactOptional(v.literal(true)),
});

/** A record with the fields that are declared; or a sentence that says what is wrong with it. */
export function readRecord(stored: unknown): PendingRecord | string {
  const fault = oversized(stored);
  if (fault !== undefined) return fault;
  const read = v.safeParse(pendingRecord, stored);
  if (!read.success) return issuesText(read.issues);
  // Where JSON left the params out, there are none.
  return { ...read.output, params: read.output.params };
}

/** The text of anything that is stored: for people, who may have to do without the deepest of it. */
export function textOf(stored: unknown): string {
  try {
    return JSON.stringify(stored);
  } catch {
    return '(nested too deep to be shown)';
  }
}

/** Looks through what is stored level by level, so that nothing is too deep to be looked at. */
export function oversized(stored: unknown): string | undefined {
  let characters = 0;
  let level = [stored];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return `expected at most ${String(MAX_DEPTH)} levels`;
    const next: unknown[] = [];
    for (const value of level) {
      characters += typeof value === 'string' ? value.length : 1;
      if (characters > MAX_CHARACTERS) {
        return `expected at most ${String(MAX_CHARACTERS)} characters`;
      }
      if (typeof value !== 'object' || value === null) continue;
      const names = Array.isArray(value) ? [] : Object.keys(value);
      const name = names.find((each) => forbidden.has(each));
      if (name !== undefined) return `expected no field ${name}`;
      for (const each of names) characters += each.length;
      for (const member of Object.values(value)) next.push(member);
    }
    level = next;
  }
  return undefined;
}
