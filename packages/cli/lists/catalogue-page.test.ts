import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { allFeatures, descriptionOf } from '@xec/xec';
import { cataloguePage } from '../testing/catalogue-page.js';

const file = new URL('../../../docs/catalogue.md', import.meta.url);

describe('docs/catalogue.md', () => {
  it('is what the rooms say today', async () => {
    const style = await resolveConfig(file);
    const page = await format(cataloguePage(), { ...style, parser: 'markdown' });
    if (process.env['XEC_WRITE_EXPECTATIONS'] === '1') writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });

  it('tells of each action which class it is, and what it does', () => {
    const page = cataloguePage();
    const actions = allFeatures.flatMap(({ actions: all = [] }) =>
      all.map((each) => descriptionOf(each).name),
    );
    const told = /^- \*\*(\S+)\*\*, `\w+`: .{10,}$/gm;
    const found = [...page.matchAll(told)].map(([, name]) => name);
    expect(actions.filter((name) => !found.includes(name))).toEqual([]);
  });
});
