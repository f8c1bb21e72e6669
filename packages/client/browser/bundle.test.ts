/** What pages have to load, and what they do not. */
import { describe, expect, it, jest } from '@jest/globals';
import { measureBundle } from '@xec/testing';
import { allFeatures, ping } from '@xec/xec';
import { createClient } from '../index.js';

jest.setTimeout(60_000);

const entry = (name: string, ending = 'ts'): URL =>
  new URL(`testing/${name}.${ending}`, import.meta.url);

const SASL2 = 'session/login/sasl2-login.ts';
const REHYDRATION = 'xec/core/engine/rehydration.ts';

const kilobytes = ({ gzipBytes }: { readonly gzipBytes: number }): string =>
  (gzipBytes / 1024).toFixed(1);

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
    // What a login by SASL2 loads, and a session that goes on in another process besides.
    const { initial: bySasl2 } = await measureBundle(entry('core'), SASL2);
    const { initial: goingOn } = await measureBundle(entry('core'), SASL2, REHYDRATION);
    console.log(
      `at once ${kilobytes(initial)} KB, up to a session by SASL2 ${kilobytes(bySasl2)} KB, up to one ` +
        `that goes on ${kilobytes(goingOn)} KB, later ${kilobytes(later)} KB`,
    );
    // 2026-11-29: 46.6, 51.2 and 55.5 KB, 2 KB of it for reading plain frames and addresses fast, for code
    // that stays compiled, and for requests that leave nothing in old memory. Each chunk costs some.
    expect(initial.gzipBytes).toBeLessThan(47 * 1024);
    expect(bySasl2.gzipBytes).toBeLessThan(51.5 * 1024);
    expect(goingOn.gzipBytes).toBeLessThan(56 * 1024);
    expect(initial.modules.filter((path) => path.includes('node_modules'))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/noble|saslprep|node_modules\/ws\//)]),
    );
    expect(initial.modules).not.toContainEqual(expect.stringMatching(/digest-md5|oauth|external/));
  });

  it('of an application that pings has nothing of other rooms', async () => {
    const { initial, later, missing } = await measureBundle(entry('ping-only'));
    const namespaces = namespacesBeside([ping]);
    expect(namespaces.length).toBeGreaterThan(10);
    const code = initial.code + later.code;
    expect(namespaces.filter((xmlns) => code.includes(xmlns))).toEqual([]);
    expect(code.includes('urn:xmpp:ping')).toBe(true);
    expect(missing).toEqual([]);
    const { missing: found } = await measureBundle(entry('with-node', 'mjs'));
    expect(found).toEqual(['node:os']);
  });
});
