import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { awaited, rows } from './rows.js';

const folder = new URL('.', import.meta.url);

/** Rows with which texts of these tests begin: the names of tests, and of those made from a table. */
function testedRows(): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.test.ts') || name === 'rows.test.ts') continue;
    const text = readFileSync(new URL(name, folder), 'utf8');
    for (const [, row = ''] of text.matchAll(/['`](K?\d+)(?: [a-z%$]|')/gu)) found.add(row);
  }
  return found;
}

it.each(rows.map((row) => [row]))('row %s has a test, or waits for something', (row) => {
  expect(testedRows().has(row)).toBe(!(row in awaited));
});
