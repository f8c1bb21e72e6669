import { describe, expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing';
import { Registry, allFeatures, emptySnapshot, type PendingRecord } from '../../index.js';
import { sortRecords } from './rehydration.js';

const good = {
  id: 'a',
  name: 'Ping/Entity',
  version: 1,
  params: { jid: 'juliet@capulet.example' },
  kind: 'iq',
  to: 'juliet@capulet.example',
  deadline: new TestRuntime().now(),
  timeoutMs: 20_000,
  session: 'romeo',
};

const nested = (levels: number): unknown => (levels === 0 ? 1 : { n: nested(levels - 1) });

/** What becomes of rows that journals have read as JSON. */
const sorted = (...pending: readonly unknown[]) =>
  sortRecords(
    { ...emptySnapshot(1), pending: pending as readonly PendingRecord[] },
    new Registry(allFeatures),
    'romeo',
  );

describe('a stored request', () => {
  it.each([
    ['null', null, 'Expected Object'],
    ['a number', 7, 'Expected Object'],
    ['a list', [], 'Expected "id"'],
    ['an id that is no text', { ...good, id: { toString: 1 } }, 'id: '],
    ['to nobody', { ...good, to: 'a@b@c' }, 'to: expected a JID'],
    ['what is nested too deep', { ...good, params: nested(101) }, 'at most 100 levels'],
    ['too much text', { ...good, params: { jid: 'x'.repeat(4_194_305) } }, 'at most 4194304'],
    ['a field __proto__', JSON.parse('{"params":{"__proto__":{}}}'), 'no field __proto__'],
    ['a field constructor', { ...good, constructor: 1 }, 'no field constructor'],
    ['a field prototype', { ...good, params: { prototype: {} } }, 'no field prototype'],
  ])('that is %s is set aside, and blocks no other', (_what, stored, reason) => {
    const { usable, unusable } = sorted(stored, good);
    expect(usable).toEqual([good]);
    expect(unusable.map((each) => each.reason)).toEqual([expect.stringContaining(reason)]);
  });

  it('nested too deep to be written leaves a word in its place', () => {
    const { unusable } = sorted(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
    expect(unusable.map(({ text }) => text)).toEqual(['(nested too deep to be shown)']);
  });

  it('keeps the fields that are declared, and no others', () => {
    expect(sorted({ ...good, evil: true }).usable).toEqual([good]);
  });
});
