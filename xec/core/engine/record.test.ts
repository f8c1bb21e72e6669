import { describe, expect, it } from '@jest/globals';
import { parseJid } from '@xec/stanza';
import { TestRuntime } from '@xec/testing';
import { hostile } from '@xec/testing/security';
import {
  Registry,
  allFeatures,
  emptySnapshot,
  type FactChange,
  type PendingRecord,
} from '../../index.js';
import { SessionFacts } from '../facts.js';
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
const sorted = (...pending: readonly unknown[]) => sortedWith([], ...pending);

const sortedWith = (facts: readonly FactChange[], ...pending: readonly unknown[]) =>
  sortRecords(
    { ...emptySnapshot(1), pending: pending as readonly PendingRecord[] },
    {
      registry: new Registry(allFeatures),
      name: 'romeo',
      facts: new SessionFacts(parseJid('romeo@montague.example/orchard'), facts),
    },
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

  it.each([
    ['whom', { to: 'mallory@evil.example' }, 'expected to juliet@capulet.example by its params'],
    ['where', { to: 'juliet@capulet.example/balcony' }, 'got juliet@capulet.example/balcony'],
    ['what', { params: { jid: 'mallory@evil.example' } }, 'expected to mallory@evil.example by'],
    ['as what', { kind: 'message' }, 'expected kind iq by its params, got message'],
    ['by whom', { name: 'Ping/Server', params: undefined }, 'expected to nobody by its params'],
  ])('that does not say %s as its params do is set aside', (_what, change, reason) => {
    const { usable, unusable } = sorted({ ...good, ...change });
    expect(usable).toEqual([]);
    expect(unusable.map((each) => each.reason)).toEqual([expect.stringContaining(reason)]);
  });

  it('that can be built no more is taken as it is', () => {
    const stored = { ...good, name: 'Muc/ChangeNick', params: { room: 'a@b.example', nick: 'x' } };
    expect(sorted({ ...stored, kind: 'presence', to: 'a@b.example/x' }).unusable).toEqual([]);
  });

  describe('of an action that looks at facts', () => {
    const room = { section: 'room', key: 'a@b.example', value: { nick: 'now' } };
    const muji = { room: 'a@b.example', isPreparing: true, contents: [] };
    const asked = { ...good, name: 'Muji/Set', params: muji, kind: 'presence' };
    const archive = { ...good, name: 'MAM/Get', params: { queryId: 'q' } };
    const { to: _to, ...own } = archive;

    it.each([
      ['under the nickname that we have', { ...asked, to: 'a@b.example/now' }],
      ['under the one that we had', { ...asked, to: 'a@b.example/then' }],
      ['to the own archive', own],
    ])('is woken where it went %s', (_where, stored) => {
      expect(sortedWith([room], stored).unusable).toEqual([]);
    });

    hostile(
      54,
      'a stored request whose action looks at facts is held against its params, too',
      () => {
        for (const stored of [
          { ...asked, to: 'c@b.example/now' },
          { ...asked, to: 'a@b.example' },
          { ...asked, to: 'a@b.example/now', kind: 'iq' },
          { ...archive, to: 'mallory@evil.example' },
          { ...archive, to: 'romeo@montague.example/balcony' },
          { ...archive, to: 'a@b.example', params: { queryId: 'q', archive: 'c@b.example' } },
          { ...archive, to: 'a@b.example/now', params: { queryId: 'q', archive: 'a@b.example' } },
        ]) {
          expect(sortedWith([room], stored)).toMatchObject({
            usable: [],
            unusable: [{ reason: expect.stringContaining('by its params') }],
          });
        }
      },
    );
  });

  hostile(54, 'a stored request waits no longer than there are milliseconds', () => {
    const stored = JSON.parse(JSON.stringify(good).replace('20000', '1e999')) as unknown;
    expect(sorted(stored)).toMatchObject({
      usable: [],
      unusable: [{ reason: expect.stringContaining('timeoutMs') }],
    });
  });

  it('keeps the fields that are declared, and no others', () => {
    expect(sorted({ ...good, evil: true }).usable).toEqual([good]);
  });
});
