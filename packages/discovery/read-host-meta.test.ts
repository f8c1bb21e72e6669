import { describe, expect, it } from '@jest/globals';
import { readHostMetaJson, readHostMetaXml } from './read-host-meta.js';

const WEBSOCKET = 'urn:xmpp:alt-connections:websocket';
const BOSH = 'urn:xmpp:alt-connections:xbosh';
const both = [
  { scheme: 'wss', href: 'wss://web.example.com/ws' },
  { scheme: 'https', href: 'https://web.example.com/bosh' },
];

// XEP-0156 section 3, examples 1 and 2, in the other order and with more around them.
const xml = `<?xml version='1.0' encoding='utf-8'?>
<!-- ways to <connect> -->
<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>
  <Link rel="${BOSH}" href="https://web.example.com/bosh" />
  <Link rel="lrdd" type="application/xrd+xml" template="https://example.com/?{uri}" />
  <Link rel="${WEBSOCKET}" href="wss://web.example.com/ws" />
</XRD>`;

const json = (...links: unknown[]): string => JSON.stringify({ links });

describe('a host-meta', () => {
  it('names WebSockets, and then BOSH', () => {
    expect(readHostMetaXml(xml)).toEqual(both);
    const links = both.toReversed().map(({ scheme, href }) => ({
      rel: scheme === 'wss' ? WEBSOCKET : BOSH,
      href,
    }));
    expect(readHostMetaJson(json({ rel: 'lrdd', href: 'x' }, ...links))).toEqual(both);
  });

  it.each([
    ['clear text', { rel: WEBSOCKET, href: 'ws://web.example.com/ws' }],
    ['clear text of BOSH', { rel: BOSH, href: 'http://web.example.com/bosh' }],
    ['another scheme', { rel: WEBSOCKET, href: 'https://web.example.com/ws' }],
    ['another relation', { rel: 'urn:xmpp:alt-connections:smoke', href: 'wss://a.example/' }],
    ['a name of JavaScript', { rel: 'constructor', href: 'wss://a.example/' }],
    ['no URL', { rel: WEBSOCKET, href: 'web.example.com' }],
    ['no text', { rel: WEBSOCKET, href: ['wss://a.example/'] }],
    ['no link', null],
  ])('is overlooked where it names %s', (_case, link) => {
    expect(readHostMetaJson(json(link))).toEqual([]);
  });

  it('is of no use where it is something else', () => {
    for (const text of ['null', '[]', '{}', '{"links":{}}', '"x"']) {
      expect(readHostMetaJson(text)).toEqual([]);
    }
    expect(() => readHostMetaJson('<html/>')).toThrow(SyntaxError);
    expect(readHostMetaXml(xml.replace('xri/xrd-1.0', 'xri/other'))).toEqual([]);
    expect(() => readHostMetaXml('<!DOCTYPE html><html></html>')).toThrow();
  });

  it('is not endless', () => {
    const links = Array.from({ length: 1000 }, () => ({
      rel: WEBSOCKET,
      href: 'wss://a.example/',
    }));
    expect(readHostMetaJson(json(...links))).toHaveLength(32);
  });
});
