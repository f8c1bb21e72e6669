/**
 * No key without somebody who emits it: of each declared packet, the room's sources name its key or its method,
 * or it is what a payload delivers under its own name.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as xec from '@xec/xec';
import { PublishAction, allFeatures, descriptionOf, type Feature } from '@xec/xec';
import { fullRegistry } from './lists.js';

const root = new URL('../../../xec/', import.meta.url);
/** Actions and payloads of rooms are made by these, too. */
const SHARED = ['core', 'pubsub', 'muc'];

const registry = fullRegistry();

function sourcesIn(folder: string): string {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(?:packets|\.test)\.ts$/.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8'))
    .join('\n');
}

const shared = SHARED.map(sourcesIn).join('\n');

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['core', 'dist', 'node_modules'].includes(entry.name))
  .map(({ name }) => ({
    index: readFileSync(new URL(`${name}/index.ts`, root), 'utf8'),
    sources: sourcesIn(name),
  }));

function canBeEmitted(key: string, feature: Feature, sources: string): boolean {
  if (sources.includes(`'${key}'`)) return true;
  // The piece for what accounts publish tells what is taken back.
  if (key.endsWith('_retract') && /pep(?:Node|Event|Room)\(/.test(sources)) return true;
  for (const each of feature.actions ?? []) {
    const { prefix } = descriptionOf(each);
    if (!key.startsWith(`${prefix}_`)) continue;
    const method = `'${key.slice(prefix.length + 1)}'`;
    if (sources.includes(method) || shared.includes(method)) return true;
  }
  return registry.registrations
    .filter((each) => each.feature === feature.name)
    .some(({ description }) => {
      const own = description.name.toLowerCase();
      if (key === own) return /\.deliver\((?!')/.test(sources) || shared.includes('pepEvent');
      return (
        key.startsWith(`${own}_`) && (sources + shared).includes(`'${key.slice(own.length + 1)}'`)
      );
    });
}

describe('each packet key can be emitted', () => {
  it.each(allFeatures.map((each) => [each.name, each] as const))('of %s', (name, feature) => {
    const exported = Object.entries(xec).find(([, value]) => value === feature)?.[0] ?? name;
    const here = `export const ${exported} = `;
    const sources = folders.find(({ index }) => index.includes(here))?.sources;
    expect(sources).toBeDefined();
    const dead = Object.keys(feature.packets ?? {}).filter(
      (key) => !canBeEmitted(key, feature, sources ?? ''),
    );
    expect(dead).toEqual([]);
  });

  it('and whatever publishes can tell that its node is set up differently', () => {
    const publishing = [...registry.actions.values()].filter(
      ({ type }) => type.prototype instanceof PublishAction,
    );
    expect(publishing.length).toBeGreaterThan(15);
    const keys = publishing.map(
      ({ description }) => `${description.prefix}_errorpreconditionnotmet`,
    );
    // It reports in its own way: with one key for whatever went wrong.
    const own = ['bookmark_synchronize_errorpreconditionnotmet'];
    expect(keys.filter((key) => !registry.keys.has(key))).toEqual(own);
  });

  it('and a key that nobody emits is found', () => {
    const [feature] = allFeatures;
    expect(feature && canBeEmitted('roster_nobody_handle', feature, '')).toBe(false);
  });
});
