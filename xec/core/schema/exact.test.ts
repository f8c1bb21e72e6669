import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { jsonSize } from '../packet/content-size.js';
import { UNLIKE, measureOf, type Measure } from './exact.js';
import { bareJid, fullJid, jid } from './jid.js';

const list = v.pipe(v.array(v.object({ id: v.string(), by: jid })), v.readonly());
const content = v.object({
  id: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  from: jid,
  type: v.picklist(['chat', 'normal']),
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
  isThere: v.exactOptional(v.literal(true)),
  is: v.exactOptional(v.boolean()),
  list,
});
const isExact =
  (measure: Measure) =>
  (value: unknown): boolean =>
    measure(value) >= 0;

const whole = { from: 'a@b.example/c', type: 'chat', list: [] };

describe('a content that is what its schema makes of it', () => {
  it.each([
    ['all that must be there', whole],
    ['all that may be there', { ...whole, id: 'a', count: 9, isThere: true, is: false }],
    ['a list', { ...whole, list: [{ id: '1', by: 'b.example' }] }],
  ])('is found to be so: %s', (_what, value) => {
    expect(measureOf(content)(value)).toBe(jsonSize(value));
    expect(v.parse(content, value)).toEqual(value);
  });

  it.each([
    ['nothing', undefined],
    ['a list in place of an object', []],
    ['something too little', { from: 'b.example', type: 'chat' }],
    ['something too much', { ...whole, secret: 'x' }],
    ['something too much, deeper', { ...whole, list: [{ id: '1', by: 'b.example', more: 1 }] }],
    ['what every object inherits', JSON.parse(`{"__proto__":1,${JSON.stringify(whole).slice(1)}`)],
    ['a field that is undefined', { ...whole, id: undefined }],
    ['an empty text', { ...whole, id: '' }],
    ['another text', { ...whole, type: 'error' }],
    ['a number too high', { ...whole, count: 10 }],
    ['a number too low', { ...whole, count: -1 }],
    ['a part of a number', { ...whole, count: 1.5 }],
    ['no number', { ...whole, count: NaN }],
    ['a no where only yes may stand', { ...whole, isThere: false }],
    ['an address that is not prepared', { ...whole, from: 'A@B.example' }],
    ['no address', { ...whole, from: '@' }],
    ['a list with holes', { ...whole, list: [undefined] }],
    ['an instance of something', Object.assign(Object.create({ inherited: true }), whole)],
  ])('is left to the schema: %s', (_what, value) => {
    expect(measureOf(content)(value)).toBe(UNLIKE);
  });

  const state = v.variant('state', [
    v.object({ state: v.picklist(['off', 'on']) }),
    v.object({ state: v.literal('ended'), reason: v.object({ text: v.string() }) }),
    v.object({ state: v.literal('asked'), times: v.exactOptional(v.number(), 1) }),
  ]);

  it('knows one of several, told apart by a field', () => {
    const values = [
      { state: 'on' },
      { state: 'ended', reason: { text: 'no' } },
      { state: 'on', reason: { text: 'no' } },
      { state: 'ended' },
      { state: 'ended', reason: { text: 'no', more: 1 } },
      { state: 'asked' },
      { state: 'away' },
      undefined,
    ];
    const found = values.filter(isExact(measureOf(state)));
    expect(found).toEqual([{ state: 'on' }, { state: 'ended', reason: { text: 'no' } }]);
    for (const value of found) expect(v.parse(state, value)).toEqual(value);
    expect(found.map(measureOf(state))).toEqual(found.map(jsonSize));
  });

  it('leaves to the schema what is told apart in a way that it does not know', () => {
    const odd = v.pipe(v.string(), v.startsWith('o'));
    const either = v.variant('state', [
      v.object({ state: odd }),
      v.object({ state: v.literal('on') }),
    ]);
    expect(measureOf(either)({ state: 'on' })).toBe(UNLIKE);
    expect(v.parse(either, { state: 'on' })).toEqual({ state: 'on' });
  });

  it('knows bare and full addresses', () => {
    const addresses = ['b.example', 'a@b.example', 'a@b.example/c', 'A@b.example'];
    const found = [jid, bareJid, fullJid].map((schema) =>
      addresses.filter(isExact(measureOf(schema))),
    );
    expect(found).toEqual([
      ['b.example', 'a@b.example', 'a@b.example/c'],
      ['b.example', 'a@b.example'],
      ['a@b.example/c'],
    ]);
  });

  it.each<[string, v.GenericSchema, unknown]>([
    ['a default', v.object({ a: v.exactOptional(v.string(), 'x') }), {}],
    ['a transformation', v.pipe(v.string(), v.toLowerCase()), 'a'],
    ['one of several schemas', v.union([v.object({}), v.object({ a: v.string() })]), { a: '' }],
    ['what holds itself', v.lazy(() => v.string()), 'a'],
    ['a check that it does not know', v.pipe(v.string(), v.email()), 'a@b.example'],
  ])('does not answer for %s', (_what, schema, value) => {
    expect(measureOf(schema)(value)).toBe(UNLIKE);
  });
});
