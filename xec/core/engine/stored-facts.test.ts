import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { openStage, type Stage } from '@xec/testing';
import * as v from 'valibot';
import { Log, Registry, feature, unitOf, type FactChange, type LogLine } from '../../index.js';
import { readFacts } from './stored-facts.js';

declare module '../facts.js' {
  interface FactMap {
    keepsake: { readonly text: string; readonly at: number };
  }
}

/** It has the place of the room of that name. */
const bounds = { 'caps.known': 3 };

const keepsakes = feature({
  name: 'keepsakes',
  bounds,
  facts: {
    keepsake: {
      schema: v.object({ text: v.string(), at: v.number() }),
      bound: 'caps.known',
    },
  },
});

const fact = (key: string, value: unknown): FactChange => ({ section: 'keepsake', key, value });
const whole = (key: string, at = 1): FactChange => fact(key, { text: key, at });

function read(stored: readonly unknown[], most = 3) {
  const lines: LogLine[] = [];
  const reader = {
    name: 'one',
    registry: new Registry([keepsakes]),
    log: new Log({ level: 'debug', sink: (line) => lines.push(line) }),
    bound: () => most,
  };
  const facts = readFacts(reader, stored as readonly FactChange[]); // whatever a journal has
  return { ...facts, lines };
}

describe('stored facts', () => {
  it('are believed where they look as they must', () => {
    const { kept, dropped, lines } = read([whole('a'), whole('b')]);
    expect(kept).toEqual([whole('a'), whole('b')]);
    expect([dropped, lines]).toEqual([[], []]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'x'],
    ['a list', []],
    ['a field less', { text: 'x' }],
    ['a field of another type', { text: 'x', at: 'now' }],
    ['a field too many by name', JSON.parse('{"text":"x","at":1,"__proto__":{"polluted":1}}')],
    ['more text than a stanza', { text: 'x'.repeat(5_000_000), at: 1 }],
    ['what is nested too deep', JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`)],
  ])('are dropped where they do not: %s', (_what, value) => {
    const { kept, dropped, lines } = read([fact('bad', value), whole('good')]);
    expect(kept).toEqual([whole('good')]);
    expect(dropped).toEqual([fact('bad', value)]);
    expect(lines).toMatchObject([
      { level: 'warn', event: 'facts-dropped', session: 'one', section: 'keepsake', count: 1 },
    ]);
    expect(JSON.stringify(lines).length).toBeLessThan(200);
  });

  it('lose the fields that nobody declared', () => {
    const { kept } = read([fact('a', { text: 'x', at: 1, isAdmin: true })]);
    expect(kept).toEqual([fact('a', { text: 'x', at: 1 })]);
  });

  it('of unknown sections are left where they are, and their names are not told', () => {
    const secret = { section: 's3cret', key: 'k', value: 1 };
    const odd = { section: 7, key: 'k', value: 1 };
    const { kept, dropped, lines } = read([secret, odd, { ...whole('a'), section: '__proto__' }]);
    expect([kept, dropped]).toEqual([[], []]);
    expect(lines).toMatchObject([{ event: 'facts-unknown', count: 3 }]);
    expect(JSON.stringify(lines)).not.toContain('s3cret');
  });

  it('under what is no key are dropped', () => {
    const { kept, dropped } = read([{ ...whole('a'), key: 7 }]);
    expect([kept.length, dropped.length]).toEqual([0, 1]);
  });

  it('above their bound are dropped, the oldest first', () => {
    const { kept, dropped } = read([whole('c', 3), whole('a', 1), whole('d', 4), whole('b', 2)], 2);
    expect(kept).toEqual([whole('c', 3), whole('d', 4)]);
    expect(dropped).toEqual([whole('a', 1), whole('b', 2)]);
  });
});

describe('a session whose bound is smaller than it was', () => {
  it('begins with no more, and the journal has no more', async () => {
    const journal = new MemoryJournal();
    const { fence } = await journal.open('stage');
    const facts = [whole('a', 1), whole('b', 2), whole('c', 3), fact('d', 'x')];
    journal.commit([unitOf({ session: 'stage', fence, facts })]);
    const keys = ({ session }: Stage): string[] => [...session.engine.facts.all('keepsake').keys()];
    const limits = { bounds: { 'caps.known': 2 } };
    const stage = await openStage({ features: [keepsakes], journal, engineLimits: limits });
    await stage.settle();
    expect(keys(stage)).toEqual(['b', 'c']);
    const again = await openStage({ features: [keepsakes], journal });
    expect(keys(again)).toEqual(['b', 'c']);
    expect(again.log.filter(({ event }) => event === 'facts-dropped')).toEqual([]);
  });
});

describe('a feature', () => {
  it('may learn only what some feature declares', async () => {
    const stage = await openStage({
      features: [
        feature({
          name: 'careless',
          online: (ctx) => {
            ctx.learn('keepsake', 'a', { text: 'x', at: 1 });
          },
        }),
      ],
    });
    await stage.connected();
    expect(stage.faults.map(({ fault }) => String(fault))).toEqual([
      'TypeError: no feature in use declares facts of "keepsake"',
    ]);
  });

  it('may ask only for a bound that some feature declares', async () => {
    const stage = await openStage();
    expect(() => stage.session.engine.bound('caps.known')).toThrow(
      'no feature in use has the bound "caps.known"',
    );
    // @ts-expect-error -- no such bound
    expect(() => stage.session.engine.bound('muc.room')).toThrow('did you mean "muc.rooms"?');
  });

  it('names all fields of its facts', () => {
    // Each of them would be lost with the process.
    const text = v.object({ text: v.string(), at: v.number() });
    expect(feature({ name: 'whole', facts: { keepsake: { schema: text } } }).facts).toBeDefined();
    const contact = { schema: v.object({ subscription: v.literal('none') }) };
    // @ts-expect-error -- without name, groups, ask
    expect(feature({ name: 'partial', facts: { contact } }).facts).toBeDefined();
    const end = v.exactOptional(v.object({ isComplete: v.boolean(), isUnstable: v.boolean() }));
    const query = { schema: v.object({ archive: v.string(), seen: v.array(v.string()), end }) };
    // @ts-expect-error -- without the page in its end
    expect(feature({ name: 'shallow', facts: { query } }).facts).toBeDefined();
  });

  it('may not declare what another one declares', () => {
    const other = feature({ name: 'other', bounds: { 'caps.known': 4 } });
    expect(() => new Registry([keepsakes, other])).toThrow('bound "caps.known" is in two features');
    const kinds = { keepsake: { schema: v.object({ text: v.string(), at: v.number() }) } };
    const third = feature({ name: 'third', facts: kinds });
    expect(() => new Registry([keepsakes, third])).toThrow('"keepsake" is in two features');
  });
});
