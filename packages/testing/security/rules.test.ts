import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../root/index.js';
import { namedTests } from './named-tests.js';
import { securityPage } from './page.js';
import { allRules, awaited } from './rules.js';

const tests = namedTests();

describe('the rules of security', () => {
  it('are numbered from 1 to 62', () => {
    expect(allRules.map(({ number }) => number)).toEqual(
      Array.from({ length: 62 }, (_x, at) => at + 1),
    );
  });

  it.each(allRules.map(({ number }) => number))(
    '%d has hostile and genuine tests, or waits',
    (number) => {
      const kinds = new Set(tests.filter(({ rule }) => rule === number).map(({ kind }) => kind));
      if (number in awaited) expect(kinds.size).toBeLessThan(2);
      else expect([...kinds].sort()).toEqual(['genuine', 'hostile']);
    },
  );

  it('have all tests that carry a number', () => {
    expect(tests.filter(({ rule }) => rule < 1 || rule > 62)).toEqual([]);
    expect(tests.length).toBeGreaterThan(124);
  });

  it('name files that there are', () => {
    const paths = allRules.flatMap(({ done }) =>
      [...done.matchAll(/`((?:stanza|xec|packages)\/[^`]+)`/gu)].map(([, path = '']) => path),
    );
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) expect(() => statSync(`${projectRoot}${path}`)).not.toThrow();
  });
});

describe('docs/security.md', () => {
  const file = `${projectRoot}docs/security.md`;

  it('is what the rules and tests say today', async () => {
    const style = await resolveConfig(file);
    const page = await format(securityPage(), { ...style, parser: 'markdown' });
    if (process.env['XEC_WRITE_EXPECTATIONS'] === '1') writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });
});
