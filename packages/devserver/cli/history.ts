/**
 * The account of stanzas as a file: a line of JSON each, on the disk before the server goes on.
 */
import { openSync, writeSync } from 'node:fs';
import type { AuditOptions } from '../audit.js';

/** Appends to `file`: `{ "event": "handled" | "sent", "at": milliseconds since 1970, … }`. */
export function historyIn(file: string): AuditOptions {
  const fd = openSync(file, 'a');
  const note = (event: 'handled' | 'sent', entry: object): void => {
    writeSync(fd, `${JSON.stringify({ event, at: Date.now(), ...entry })}\n`);
  };
  return {
    onHandled: (entry) => note('handled', entry),
    onSent: (entry) => note('sent', entry),
  };
}
