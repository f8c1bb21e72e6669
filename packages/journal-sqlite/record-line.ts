/**
 * Records of requests as fields of a line: JSON without the names of what each of them has.
 *
 *     [name, version, kind, deadline, timeoutMs, to or null, marks, params]
 *
 * The id is the line's key, and the session is the row's; `params` is absent where there are none. Half as
 * much is written as with names, for each request.
 */
import type { PendingRecord } from '@xec/xec';
import { LastJson } from './text.js';

const SECRET = 1;
const SET_UP = 2;

const names = new LastJson();
const deadlines = new LastJson();
const times = new LastJson();

export function writeRecord(record: PendingRecord): string {
  const { name, version, kind, deadline, timeoutMs, to, params } = record;
  const marks = (record.isSecret ? SECRET : 0) | (record.isSetUp ? SET_UP : 0);
  // Put together by hand: JSON.stringify takes three times as long for it.
  const what = `${names.of(name)},${version},"${kind}"`;
  const until = `${deadlines.of(deadline)},${times.of(timeoutMs)}`;
  const whom = to === undefined ? 'null' : JSON.stringify(to);
  const json = params === undefined ? undefined : (JSON.stringify(params) as string | undefined);
  const last = json === undefined ? marks : `${marks},${json}`;
  return `[${what},${until},${whom},${last}]`;
}

/** What was written, as far as it is JSON: whoever uses it looks at the rest. `undefined`: it is none. */
export function readRecord(text: string, id: string, session: string): PendingRecord | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(fields) || typeof fields[6] !== 'number') return undefined;
  const [name, version, kind, deadline, timeoutMs, to, marks, params] = fields as Written;
  return {
    ...{ id, name, version, params, kind, deadline, timeoutMs, session },
    ...(to !== null && { to }),
    ...((marks & SECRET) !== 0 && { isSecret: true }),
    ...((marks & SET_UP) !== 0 && { isSetUp: true }),
  };
}

type Written = [
  name: string,
  version: number,
  kind: PendingRecord['kind'],
  deadline: number,
  timeoutMs: number,
  to: string | null,
  marks: number,
  params?: unknown,
];
