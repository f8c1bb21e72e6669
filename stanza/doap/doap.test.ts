import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing';
import { xml } from '../core/index.js';
import { NS_DOAP, NS_RDF, NS_XMPP_DOAP, readDoap } from './doap.js';

describe('a DOAP file', () => {
  it('is read, in the language that comes first', () => {
    const { note: _note, ...expected } = fixtureJson<{ note: string }>('doap/poezio');
    expect(readDoap(fixture('doap/poezio'))).toEqual(expected);
  });

  it('is none without a project', () => {
    expect(readDoap(xml('rdf:RDF', { 'xmlns:rdf': NS_RDF, xmlns: NS_DOAP }))).toBeUndefined();
    expect(readDoap(xml('RDF', { xmlns: NS_DOAP }, xml('Project')))).toBeUndefined();
  });

  it.each([
    ['status', { 'rdf:resource': 'https://xmpp.org/extensions/xep-0030.html' }, 'finished'],
    ['place', { 'rdf:resource': 'https://xmpp.org/extensions/' }, 'complete'],
    ['place at all', {}, 'complete'],
  ])('has no specification without a known %s', (_what, place, status) => {
    const said = xml(
      'xmpp:SupportedXep',
      {},
      xml('xmpp:xep', place),
      xml('xmpp:status', {}, status),
    );
    const root = xml(
      'rdf:RDF',
      { 'xmlns:rdf': NS_RDF, xmlns: NS_DOAP, 'xmlns:xmpp': NS_XMPP_DOAP },
      xml('Project', {}, xml('implements', {}, said)),
    );
    expect(readDoap(root)?.xeps).toEqual([]);
  });
});
