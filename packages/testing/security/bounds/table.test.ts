import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Registry, allFeatures } from '@xec/xec';
import { projectRoot } from '../../root/index.js';
import { fixed } from './sources.js';
import { amountOf, boundRows } from './table.js';

const rows = boundRows();

describe('the table of bounds', () => {
  it('says of each bound what it bounds, what happens over it, and its default', () => {
    const silent = rows.filter(
      ({ what, over, told, amount }) => !what || !over || (told ?? amount) === undefined,
    );
    expect(silent.map(({ name }) => `${name}: say what it is. "Over it: …"`)).toEqual([]);
  });

  it('has the defaults that count', () => {
    for (const { name, told, amount } of rows) {
      if (told === undefined || amount === undefined) continue;
      expect([name, amountOf(told)]).toEqual([name, amount]);
    }
  });

  it('has each bound that a feature declares, once', () => {
    const { bounds } = new Registry(allFeatures);
    const named = rows.filter(({ setting }) => setting.includes('bounds')).map(({ name }) => name);
    expect(named.sort()).toEqual([...bounds.keys()].sort());
  });

  it('names what bounds something and cannot be set', () => {
    const found = ['xec', 'packages/session'].flatMap(constantsOf);
    expect(found.sort()).toEqual(Object.keys(fixed).sort());
  });
});

/** `<file> <name>` of the constants in a folder that are called as bounds are. */
function constantsOf(folder: string): string[] {
  return readdirSync(`${projectRoot}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /node_modules|dist/u.test(entry.name) ? [] : constantsOf(path);
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) return [];
    const text = readFileSync(`${projectRoot}${path}`, 'utf8');
    return [...text.matchAll(/^(?:export )?const ((?:MAX|MOST)\w*)/gmu)]
      .map(([, name = '']) => name)
      .filter((name) => !name.endsWith('_MS'))
      .map((name) => `${path} ${name}`);
  });
}
