import { describe, expect, it } from '@jest/globals';
import { readTranscripts } from '@xec/testing';
import { parse, parseJid, pickLanguage } from '../core/index.js';
import {
  chatStateMessage,
  contentMessage,
  displayedMessage,
  readDelays,
  readHints,
  readMarker,
  readMessage,
  readStanzaIds,
  readTexts,
  readThread,
  receiptMessage,
} from './index.js';

const account = parseJid('bob@localhost');
const read = (xml: string) => readMessage(parse(xml), account);
const message = (inner: string, attrs = '') =>
  parse(`<message xmlns='jabber:client'${attrs}>${inner}</message>`);

describe('reading a message', () => {
  it('reads messages of jabber:client only', () => {
    expect(read("<message xmlns='jabber:server'/>")).toBeUndefined();
    expect(read("<presence xmlns='jabber:client'/>")).toBeUndefined();
    expect(read("<message xmlns='jabber:client' from='@'/>")).toBeUndefined();
    expect(read("<message xmlns='jabber:client'/>")).toEqual({
      from: 'bob@localhost',
      type: 'normal',
      stanzaIds: [],
      hints: [],
    });
  });

  it('reads every message that Prosody and ejabberd sent', () => {
    let count = 0;
    for (const { flow, lines } of readTranscripts()) {
      if (flow === 'xml-shapes') continue; // ejabberd sends a prefix there that is not bound
      for (const { direction, kind, text, namespaces } of lines) {
        if (direction !== 'S' || kind !== 'element' || !text.startsWith('<message')) continue;
        const el = parse(text, undefined, namespaces);
        // Components have a namespace of their own, and ejabberd sends back a bad `to` as `from`.
        if (el.getNS() !== 'jabber:client' || el.attrs['from'] === '@@@') continue;
        const found = readMessage(el, account);
        const from = String(el.attrs['from'] ?? account);
        count += 1;
        expect(found).toMatchObject({ from });
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }
    }
    expect(count).toBeGreaterThan(300);
  });

  it('prefers the first of two texts in one language, and lets each be chosen', () => {
    const el = message(
      "<body>a</body><body xml:lang='EN'>b</body><body xml:lang='de'>c</body><body xml:lang=''>d</body><body xml:lang='de'>e</body>",
      " xml:lang='en'",
    );
    const texts = readTexts(el, 'body');
    expect(texts).toEqual([{ text: 'a', lang: 'en' }, { text: 'c', lang: 'de' }, { text: 'd' }]);
    expect(pickLanguage(texts, ['de-AT'])?.text).toBe('c');
  });

  it('leaves out what is malformed', () => {
    expect(readThread(message("<thread parent='p'/>"))).toBeUndefined();
    expect(readThread(message("<thread parent=''>t</thread>"))).toEqual({ id: 't' });
    expect(readMarker(message("<displayed xmlns='urn:xmpp:chat-markers:0'/>"))).toBeUndefined();
    const ids =
      "<stanza-id xmlns='urn:xmpp:sid:0' id='x' by='@'/><stanza-id xmlns='urn:xmpp:sid:0' id='' by='a'/>";
    expect(readStanzaIds(message(ids))).toEqual([]);
    const delays =
      "<delay xmlns='urn:xmpp:delay'/><delay xmlns='urn:xmpp:delay' stamp='2002-09-10' from='a'/>";
    expect(readDelays(message(delays))).toEqual([]);
    const oddFrom = "<delay xmlns='urn:xmpp:delay' stamp='2002-09-10T23:08:25+02:00' from='@'/>";
    expect(readDelays(message(oddFrom))).toEqual([{ stamp: '2002-09-10T21:08:25Z' }]);
  });

  it('reads of several markers the one that says most', () => {
    const el = message(
      "<received xmlns='urn:xmpp:chat-markers:0' id='1'/><displayed xmlns='urn:xmpp:chat-markers:0' id='2'/>",
    );
    expect(readMarker(el)).toEqual({ type: 'displayed', id: '2' });
  });

  it('reads hints once each, and none of an error', () => {
    const hints =
      "<store xmlns='urn:xmpp:hints'/><store xmlns='urn:xmpp:hints'/><odd xmlns='urn:xmpp:hints'/>";
    expect(readHints(message(hints))).toEqual(['store']);
    expect(readMessage(message(hints, " type='error'"), account)?.hints).toEqual([]);
  });
});

describe('building a message', () => {
  it('leaves out what is not asked for', () => {
    const silent = { to: 'a', type: 'chat', requestReceipt: false, markable: false } as const;
    expect(contentMessage(silent).children).toEqual([]);
  });

  it('builds what stands beside a conversation', () => {
    const beside = { to: 'a', type: 'chat' } as const;
    const names = (el: { children: unknown[] }) =>
      el.children.map((child) => (child as { name: string }).name); // builders add elements only
    expect(names(chatStateMessage('paused', beside))).toEqual(['paused', 'no-store']);
    expect(names(displayedMessage('x', beside))).toEqual(['displayed', 'store']);
    expect(names(receiptMessage('x', beside))).toEqual(['received']);
  });
});
