import { describe, expect, it } from '@jest/globals';
import { bareJid } from '@xec/xec';
import * as v from 'valibot';
import { readParams } from './params.js';

const schema = v.object({
  jid: bareJid,
  name: v.exactOptional(v.string()),
  priority: v.optional(v.number()),
  isOpen: v.optional(v.boolean()),
  groups: v.optional(v.array(v.string())),
  kind: v.optional(v.picklist(['room', 'space'])),
  left: v.nullish(v.pipe(v.string(), v.minLength(1))),
  address: v.optional(v.object({ city: v.string(), lines: v.array(v.number()) })),
  options: v.optional(v.record(v.string(), v.string())),
  filter: v.optional(
    v.variant('by', [
      v.object({ by: v.literal('count'), max: v.number() }),
      v.object({ by: v.literal('text'), text: v.string() }),
    ]),
  ),
  either: v.optional(v.union([v.string(), v.number()])),
  'with.dot': v.optional(v.string()),
});

const read = (...assignments: string[]): unknown => readParams('Test/It', schema, assignments);

describe('params of the command line', () => {
  it.each<[string[], unknown]>([
    [['name='], { name: '' }],
    [['name=a=b'], { name: 'a=b' }],
    [['name=7'], { name: '7' }],
    [['priority=-1.5'], { priority: -1.5 }],
    [['isOpen=true'], { isOpen: true }],
    [['kind=space'], { kind: 'space' }],
    [['left=null'], { left: null }],
    [['left=nul'], { left: 'nul' }],
    [['groups=a'], { groups: ['a'] }],
    [['groups=a', 'groups=b'], { groups: ['a', 'b'] }],
    [['groups=["a","b"]'], { groups: ['a', 'b'] }],
    [['address={"city":"Verona","lines":[]}'], { address: { city: 'Verona', lines: [] } }],
    [['address.city=Verona', 'address.lines=7'], { address: { city: 'Verona', lines: [7] } }],
    [['address={"lines":[]}', 'address.city=Verona'], { address: { lines: [], city: 'Verona' } }],
    [['options.__proto__=x', 'options.b=y'], { options: { ['__proto__']: 'x', b: 'y' } }],
    [['filter.by=count', 'filter.max=3'], { filter: { by: 'count', max: 3 } }],
    [['either=7'], { either: 7 }],
    [['either=seven'], { either: 'seven' }],
    [['with.dot=x'], { 'with.dot': 'x' }],
  ])('%j', (assignments, expected) => {
    const params = read(...assignments);
    expect(JSON.stringify(params)).toBe(JSON.stringify(expected));
  });

  it.each([
    ['priority=high', '--param priority: expected number, got "high"'],
    ['priority=', '--param priority: expected number, got ""'],
    ['isOpen=yes', '--param isOpen: expected boolean, got "yes"'],
    ['kind=rom', "--param kind: expected 'room' | 'space', got \"rom\""],
    ['address=Verona', '--param address: expected { city: string; lines: number[] }, got "Verona"'],
    ['adress.city=x', 'Test/It has no param "adress"; did you mean "address"?'],
    ['address.citi=x', 'Test/It, address has no param "citi"; did you mean "city"?'],
    ['=x', 'expected --param name=value, got --param =x'],
  ])('%s is refused', (assignment, message) => {
    expect(() => read(assignment)).toThrow(message);
  });

  it('refuses a name that comes twice where one value is wanted', () => {
    expect(() => read('name=a', 'name=b')).toThrow('expected string, got "a", "b"');
  });
});
