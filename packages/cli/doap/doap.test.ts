import { describe, expect, it } from '@jest/globals';
import { capsNode, parse, readDiscoInfo, readDoap, xml } from '@xec/stanza';
import { allFeatures, capsOf, disco, ownCaps, xepsOf, type Feature } from '@xec/xec';
import { fixtureJson, openRoom } from '@xec/testing';
import { fullRegistry } from '../lists/lists.js';
import { xec } from '../testing/run-cli.js';
import { besideRooms, doapOf } from './doap.js';
import { undeclared } from './undeclared.js';

const DISCO = 'http://jabber.org/protocol/disco#info';

/** Features that announce a namespace and follow no XEP. */
const unspecified = new Map([['banner', 'a node of Movim, made like that of XEP-0084']]);

const isBesideRooms = (xep: string): boolean => besideRooms.some((each) => each.xep === xep);

/** What a client with these features says of itself: to who asks, in its presence, on the web. */
function said(features: readonly Feature[]) {
  const room = openRoom(features, { self: 'juliet@capulet.example/balcony' });
  const node = capsNode(capsOf(room.registry.advertised));
  const query = xml('query', { xmlns: DISCO, node });
  const attrs = { xmlns: 'jabber:client', type: 'get', id: 'q', from: 'romeo@montague.example/x' };
  room.receive(xml('iq', attrs, query));
  const [answer] = room.sent;
  const info = answer && readDiscoInfo(answer);
  return {
    disco: info?.features ?? [],
    ver: ownCaps(room.registry.advertised).attrs['ver'] as string, // attributes are strings
    xeps: readDoap(doapOf(room.registry.features))?.xeps.map(({ xep }) => xep) ?? [],
    registry: room.registry,
  };
}

/** The specifications of the catalogue, whether they are wanted, and in which version. */
const wanted = fixtureJson<{ xep: string; version: string; want: string }[]>('catalogue/xeps');

describe('xec doap', () => {
  it('writes a file with each specification of the rooms in use, and its version', async () => {
    const { code, out } = await xec(['doap']);
    expect(code).toBe(0);
    expect(out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<rdf:RDF /);
    const xeps = readDoap(parse(out.slice(out.indexOf('\n') + 1).trim()))?.xeps;
    expect(xeps).toContainEqual({
      ...{ xep: '0280', status: 'complete', version: '1.0.1', since: '0.1.0' },
    });
    expect(xeps?.map(({ xep }) => xep)).toEqual([...(xeps ?? [])].map(({ xep }) => xep).sort());
  });

  it('has the versions of the catalogue', () => {
    const catalogue = new Map(wanted.map((entry) => [entry.xep, entry.version]));
    const others = [...xepsOf(fullRegistry().features), ...besideRooms].filter(
      ({ xep, version }) => catalogue.has(xep) && catalogue.get(xep) !== version,
    );
    expect(others).toEqual([]);
  });

  const declared = readDoap(doapOf(fullRegistry().features))?.xeps.map(({ xep }) => xep) ?? [];

  it('has each specification that the catalogue wants, or a reason stands in undeclared.ts', () => {
    const missing = wanted
      .filter(({ xep, want }) => !want.includes('*no*') && !declared.includes(xep))
      .map(({ xep }) => xep);
    expect(Object.keys(undeclared).sort()).toEqual(missing);
  });

  it('has each specification that rooms were asked for by its number', () => {
    const { numbers } = fixtureJson<{ numbers: string[] }>('catalogue/numbers');
    expect(numbers.filter((xep) => !declared.includes(xep))).toEqual([]);
  });

  it('names each specification once', () => {
    expect(declared).toEqual([...new Set(declared)]);
  });
});

describe('what a client says of itself comes from its features', () => {
  const all = said(allFeatures);

  it('in answers and in the list of features', () => {
    const namespaces = all.registry.features.flatMap((each) => each.namespaces ?? []);
    expect(all.disco).toEqual([...new Set(namespaces)].sort());
  });

  it.each(allFeatures.map((each) => [each.name, each] as const))(
    'so %s alone is announced, hashed and described',
    (name, feature) => {
      const without = said([disco]);
      const only = said([disco, feature]);
      const used = only.registry.features;
      const isAnnounced = used.some((each) => each !== disco && (each.namespaces ?? []).length > 0);
      expect(only.ver !== without.ver).toBe(isAnnounced);
      expect(only.disco.length > without.disco.length).toBe(isAnnounced);
      const described = xepsOf(used).map(({ xep }) => xep);
      expect(only.xeps.filter((xep) => !isBesideRooms(xep))).toEqual(described);
      const isDescribed = (feature.xeps ?? []).length > 0;
      // What is announced is specified somewhere.
      if ((feature.namespaces ?? []).length > 0) expect(isDescribed).toBe(!unspecified.has(name));
    },
  );

  it('and two that say different things of one specification are named', () => {
    const one: Feature = { name: 'one', xeps: [{ xep: '0030', version: '1', since: '1' }] };
    expect(() => xepsOf([disco, one])).toThrow(
      '"disco" and "one" say different things of XEP-0030',
    );
  });
});
