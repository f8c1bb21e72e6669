/**
 * No key without somebody who emits it: of each declared packet, the room's sources name its key or its method,
 * or it is what a payload delivers under its own name.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as xec from '@xec/xec';
import { PublishAction, descriptionOf, type Feature } from '@xec/xec';
import { fullRegistry } from './lists.js';

const house = new URL('../../../', import.meta.url);
/** Actions and payloads of rooms are made by these, too; the engine tells of what it sets aside. */
const SHARED = ['xec/core', 'xec/pubsub', 'xec/muc'];

const registry = fullRegistry();

function sourcesIn(folder: string): string {
  return readdirSync(new URL(`${folder}/`, house), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^dist|(?:packets|\.test)\.ts$/.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, house), 'utf8'))
    .join('\n');
}

const shared = SHARED.map(sourcesIn).join('\n');

const rooms = readdirSync(new URL('xec/', house), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['core', 'dist', 'node_modules'].includes(entry.name))
  .map(({ name }) => ({ folder: `xec/${name}`, declaredIn: `xec/${name}/index.ts` }));

/** Where features are declared: the rooms, and the session, whose packets tell of itself. */
const folders = [
  ...rooms,
  { folder: 'packages/session', declaredIn: 'packages/session/packets.ts' },
].map(({ folder, declaredIn }) => ({
  declaration: readFileSync(new URL(declaredIn, house), 'utf8'),
  sources: sourcesIn(folder),
}));

function canBeEmitted(key: string, feature: Feature, sources: string): boolean {
  if (sources.includes(`'${key}'`) || shared.includes(`'${key}'`)) return true;
  // The piece for what accounts publish tells what is taken back.
  if (key.endsWith('_retract') && /pep(?:Node|Event|Room)\(/.test(sources)) return true;
  for (const each of feature.actions ?? []) {
    const { prefix, mayBeSecret } = descriptionOf(each);
    if (!key.startsWith(`${prefix}_`)) continue;
    // The engine tells it where an earlier process asked for something secret.
    if (mayBeSecret && key === `${prefix}_errorconnectionlost`) return true;
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
  it.each(registry.features.map((each) => [each.name, each] as const))('of %s', (name, feature) => {
    const exported = Object.entries(xec).find(([, value]) => value === feature)?.[0] ?? name;
    const found = folders.find(
      ({ declaration }) =>
        declaration.includes(`name: '${name}'`) ||
        declaration.includes(`export const ${exported} = room.feature`),
    );
    expect(found).toBeDefined();
    const dead = Object.keys(feature.packets ?? {}).filter(
      (key) => !canBeEmitted(key, feature, found?.sources ?? ''),
    );
    expect(dead).toEqual([]);
  });

  it('and there is no other key, but for the errors of actions', () => {
    const declared = new Set(registry.features.flatMap(({ packets = {} }) => Object.keys(packets)));
    const errors = new RegExp(
      `^(?:${[...registry.actions.values()].map(({ description }) => description.prefix).join('|')})_error[a-z]+$`,
    );
    const others = [...registry.keys.keys()].filter((key) => !declared.has(key));
    expect(others.filter((key) => !errors.test(key))).toEqual([]);
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
    const feature = registry.features.find(({ name }) => name === 'roster');
    expect(feature && canBeEmitted('roster_nobody_handle', feature, '')).toBe(false);
  });
});
