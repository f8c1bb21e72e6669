import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { cataloguePage } from '../testing/catalogue-page.js';
import { fullRegistry } from './lists.js';

const file = new URL('../../../docs/catalogue.md', import.meta.url);
const registry = fullRegistry();
const page = cataloguePage(registry);

/** What nobody but Movim specifies. */
const UNSPECIFIED = ['banner'];

/** Their comments name a specification as a whole. */
const WITHOUT_SECTION = ['Muc/CreateMujiRoom'];

describe('docs/catalogue.md', () => {
  it('is what the rooms say today', async () => {
    const style = await resolveConfig(file);
    const formatted = await format(page, { ...style, parser: 'markdown' });
    if (process.env['XEC_WRITE_EXPECTATIONS'] === '1') writeFileSync(file, formatted);
    expect(readFileSync(file, 'utf8')).toBe(formatted);
  });

  it('has each feature of the registry, those that others bring along too', () => {
    const told = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(told).toEqual(registry.features.map(({ name }) => name));
  });

  it('tells of each action which class it is, and what it does', () => {
    const told = /^- \*\*(\S+)\*\*, `\w+`: .{10,}$/gm;
    const found = [...page.matchAll(told)].map(([, name]) => name);
    expect(found.sort()).toEqual([...registry.actions.keys()].sort());
  });

  it('tells of each action where it is specified, with the section', () => {
    const told = /^- \*\*(\S+)\*\*.* Specified in: .*\b(?:XEP-\d{4}|RFC \d{4}) sections? \d/gm;
    const found = [...page.matchAll(told)].map(([, name]) => name);
    const without = [...registry.actions.keys()].filter((name) => !found.includes(name));
    expect(without).toEqual(WITHOUT_SECTION);
  });

  it('has each registered element, who may send it, and where it is specified', () => {
    const rows = page
      .split('\n')
      .filter((line) => /^\| \w/.test(line))
      .map((line) => line.split(' | '));
    const told = rows.map(([name = '', element = '']) => `${name.slice(2)} ${element}`);
    const registered = registry.registrations.map(
      ({ description, name, xmlns, node }) =>
        `${description.name} \`<${name} xmlns="${xmlns}"/>\`${node === undefined ? '' : `, node \`${node}\``}`,
    );
    expect(registered.filter((each) => !told.includes(each))).toEqual([]);
    const specified = registry.registrations
      .filter(({ feature }) => !UNSPECIFIED.includes(feature))
      .map(({ description }) => description.name);
    const named = rows.filter((row) => /XEP-\d{4}|RFC \d{4}/.test(row.at(-1) ?? ''));
    const found = named.map(([name = '']) => name.slice(2));
    expect(specified.filter((name) => !found.includes(name))).toEqual([]);
  });

  it('has each key that a feature declares', () => {
    const declared = registry.features.flatMap(({ packets = {} }) => Object.keys(packets));
    expect(declared.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('and would show a feature that only another one requires', () => {
    expect(page).toContain('## message-without-receipts');
    expect(page).toContain('`message_publish_error`');
  });
});
