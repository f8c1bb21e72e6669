import { measureBundle } from '@xec/testing';
import { spreadOf } from '../contest/rounds.js';
import type { Case } from '../report/case.js';

/** Entries from this package's folder, by who is measured. */
const entries = {
  xec: 'bundles/xec.ts',
  'xmpp.js': 'peers/bundles/xmpp-js.mjs',
  'stanza.js': 'peers/bundles/stanza-js.mjs',
} as const;

type Name = keyof typeof entries;

/** What a page has to load. */
export const bundle: Case = {
  name: 'bundle',
  about:
    'A page that connects, logs in by SCRAM, shows messages and sends one: minified and compressed, one ' +
    'bundler with the same settings for all. What ours loads later (other mechanisms, other transports) ' +
    'does not count, and is in the table. xmpp.js leaves SCRAM out of what it gives to browsers; it is ' +
    'put back here (`sasl-scram-sha-1`).',
  async run({ withoutPeers }) {
    const names = (Object.keys(entries) as Name[]).filter(
      (name) => !withoutPeers || name === 'xec',
    ); // the literal above
    const found = new Map<Name, { readonly initial: number; readonly later: number }>();
    for (const name of names) {
      const file = new URL(`../../${entries[name]}`, import.meta.url);
      const { initial, later } = await measureBundle(file);
      found.set(name, { initial: initial.gzipBytes, later: later.gzipBytes });
    }
    const own = found.get('xec')?.initial ?? NaN;
    const against = (name: Name) => {
      const size = found.get(name)?.initial;
      return size === undefined ? undefined : spreadOf([own / size]);
    };
    const [xmppJs, stanzaJs] = [against('xmpp.js'), against('stanza.js')];
    return {
      measured: {
        ...(xmppJs !== undefined && { bundleXmppJs: xmppJs }),
        ...(stanzaJs !== undefined && { bundleStanzaJs: stanzaJs }),
      },
      tables: [
        {
          title: 'The smallest client for browsers, compressed',
          head: ['', 'KiB at once', 'KiB later'],
          rows: Array.from(found, ([name, { initial, later }]) => [
            ...[name, (initial / 1024).toFixed(1), (later / 1024).toFixed(1)],
          ]),
        },
      ],
    };
  },
};
