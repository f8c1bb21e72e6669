import { describe, expect, it } from '@jest/globals';
import type { PendingRecord } from '@xec/xec';
import fc from 'fast-check';
import { readRecord, writeRecord } from './record-line.js';

const record = fc.record(
  {
    id: fc.constant('one'),
    session: fc.constant('bench'),
    name: fc.string(),
    version: fc.nat(),
    kind: fc.constantFrom('iq', 'message', 'presence', 'answer'),
    deadline: fc.oneof(fc.nat(), fc.constantFrom(1.5, -1, 1e21, Number.MAX_SAFE_INTEGER)),
    timeoutMs: fc.oneof(fc.nat(), fc.constant(0.25)),
    params: fc.jsonValue(),
    to: fc.string(),
    isSecret: fc.constant<true>(true),
    isSetUp: fc.constant<true>(true),
  },
  { requiredKeys: ['id', 'session', 'name', 'version', 'kind', 'deadline', 'timeoutMs'] },
);

describe('the line of a record', () => {
  it('says all of it, and what is absent is absent', () => {
    fc.assert(
      fc.property(record, (written: Omit<PendingRecord, 'params'>) => {
        const text = writeRecord(written as PendingRecord); // params are unknown: absent, too
        const expected = JSON.parse(JSON.stringify(written)) as unknown;
        expect(JSON.parse(JSON.stringify(readRecord(text, 'one', 'bench')))).toEqual(expected);
      }),
    );
  });

  it.each(['', '{"id":', '{"id":"one"}', '[]', '["A/B",1,"iq",2,1,null]', 'null', '7'])(
    'is none where it is %j',
    (text) => {
      expect(readRecord(text, 'one', 'bench')).toBeUndefined();
    },
  );
});
