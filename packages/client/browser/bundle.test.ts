/** What pages have to load, and what they do not. */
import { describe, expect, it, jest } from '@jest/globals';
import { measureBundle } from '@xec/testing';
import { allFeatures, ping } from '@xec/xec';
import { createClient } from '../index.js';

jest.setTimeout(60_000);

const entry = (name: string): URL => new URL(`testing/${name}.ts`, import.meta.url);

/** Namespaces that only one room has to do with; those of `features` excepted. */
function namespacesBeside(features: readonly { readonly name: string }[]): string[] {
  const { registrations } = createClient({ jid: 'a@b.example', features: allFeatures }).registry;
  const own = new Set(features.map(({ name }) => name));
  const used = new Set(registrations.filter((one) => own.has(one.feature)).map((one) => one.xmlns));
  const others = registrations.flatMap(({ xmlns, node }) => [xmlns, node ?? xmlns]);
  return [...new Set(others)].filter((ns) => !used.has(ns) && ns !== 'jabber:client');
}

describe('the bundle', () => {
  it('of connection, login, stream management and dispatch is small', async () => {
    const { initial, later } = await measureBundle(entry('core'));
    const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
    console.log(
      `at once ${kilobytes(initial.gzipBytes)} KB, later ${kilobytes(later.gzipBytes)} KB`,
    );
    // 51.2 KB on 2026-11-27: secrets of a type of their own and schemas of stored facts took 1.6 of them, what
    // makes a stanza's way in cost half (names kept, contents checked and not copied) 1.1.
    expect(initial.gzipBytes).toBeLessThan(52 * 1024);
    expect(initial.modules.filter((path) => path.includes('node_modules'))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/noble|saslprep|node_modules\/ws\//)]),
    );
    expect(initial.modules).not.toContainEqual(expect.stringMatching(/digest-md5|oauth|external/));
  });

  it('of an application that pings has nothing of other rooms', async () => {
    const { initial, later } = await measureBundle(entry('ping-only'));
    const namespaces = namespacesBeside([ping]);
    expect(namespaces.length).toBeGreaterThan(10);
    const code = initial.code + later.code;
    expect(namespaces.filter((xmlns) => code.includes(xmlns))).toEqual([]);
    expect(code.includes('urn:xmpp:ping')).toBe(true);
    // What bundlers put in place of Node's modules.
    const modules = [...initial.modules, ...later.modules];
    expect(modules.filter((path) => /browser-external|^node:/u.test(path))).toEqual([]);
  });
});
