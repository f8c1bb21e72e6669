import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, readTranscripts, toEqualXml } from '@xec/testing';
import { parse, parseJid, readJid, xml } from '../core/index.js';
import {
  availablePresence,
  readPresence,
  subscriptionPresence,
  unavailablePresence,
  type PresenceInfo,
} from './index.js';

describe('presence builders', () => {
  it('say that we are here', () => {
    toEqualXml(availablePresence(), "<presence xmlns='jabber:client'/>");
    toEqualXml(
      availablePresence(
        {
          to: 'romeo@montague.example',
          show: 'away',
          status: 'Tea & <biscuits>',
          priority: -1,
          idle: new Date('2024-05-06T07:08:09Z'),
        },
        xml('c', { xmlns: 'http://jabber.org/protocol/caps' }),
      ),
      "<presence xmlns='jabber:client' to='romeo@montague.example'><show>away</show>" +
        '<status>Tea &amp; &lt;biscuits&gt;</status><priority>-1</priority>' +
        "<idle xmlns='urn:xmpp:idle:1' since='2024-05-06T07:08:09Z'/>" +
        "<c xmlns='http://jabber.org/protocol/caps'/></presence>",
    );
  });

  it('say a status in several languages', () => {
    const status = [{ text: 'Good night' }, { text: 'Gute Nacht', lang: 'de' }];
    toEqualXml(
      unavailablePresence({ status }),
      "<presence xmlns='jabber:client' type='unavailable'><status>Good night</status>" +
        "<status xml:lang='de'>Gute Nacht</status></presence>",
    );
  });

  it.each([128, -129, 1.5, Number.NaN])('refuse the priority %d', (priority) => {
    expect(() => availablePresence({ priority })).toThrow(RangeError);
  });

  it.each([127, -128, 0])('take the priority %d', (priority) => {
    expect(availablePresence({ priority }).getChildText('priority')).toBe(String(priority));
  });

  it('ask and answer about subscriptions', () => {
    toEqualXml(
      subscriptionPresence('subscribe', 'bob@localhost', { nick: 'Alice', status: 'Hi' }),
      "<presence xmlns='jabber:client' type='subscribe' to='bob@localhost'><status>Hi</status>" +
        "<nick xmlns='http://jabber.org/protocol/nick'>Alice</nick></presence>",
    );
    toEqualXml(
      subscriptionPresence('unsubscribed', 'bob@localhost'),
      "<presence xmlns='jabber:client' type='unsubscribed' to='bob@localhost'/>",
    );
  });
});

describe('readPresence', () => {
  it.each([
    'away',
    'delayed-prosody',
    'delayed-ejabberd',
    'unavailable',
    'subscribe',
    'unsubscribed',
    'error',
    'odd',
    'probe',
  ])('reads %s as its twin says', (name) => {
    const stanza = fixture(`presence/${name}`);
    const from = parseJid(stanza.attrs['from'] as string); // fixtures have one
    const { presence } = fixtureJson<{ presence?: PresenceInfo }>(`presence/${name}`);
    expect(readPresence(stanza, from)).toEqual(presence);
  });

  it.each([
    ['-128', -128],
    [' 127 ', 127],
    ['+5', 5],
    ['128', 0],
    ['-129', 0],
    ['1e2', 0],
    ['0x7', 0],
    ['', 0],
  ])('reads the priority "%s" as %d', (text, priority) => {
    const stanza = xml('presence', { xmlns: 'jabber:client' }, xml('priority', {}, text));
    expect(readPresence(stanza, parseJid('bob@localhost'))?.priority).toBe(priority);
  });

  it('does not take what an error carries back for the words of its sender', () => {
    const stanza = fixture('presence/error');
    stanza.cnode(xml('show', {}, 'away'));
    stanza.cnode(xml('status', {}, 'mine'));
    expect(readPresence(stanza, parseJid('someone@unreachable.example'))).toEqual(
      fixtureJson<{ presence: PresenceInfo }>('presence/error').presence,
    );
  });

  it.each(['available', 'AWAY', ''])('knows no type "%s"', (type) => {
    const stanza = fixture('presence/unavailable', { type });
    expect(readPresence(stanza, parseJid('bob@localhost/caps'))).toBeUndefined();
  });

  it('reads all presence that Prosody and ejabberd sent', () => {
    const unread: string[] = [];
    let count = 0;
    for (const { lines } of readTranscripts()) {
      for (const { direction, kind, text, namespaces } of lines) {
        if (direction !== 'S' || kind !== 'element' || !text.startsWith('<presence')) continue;
        const stanza = parse(text, undefined, namespaces);
        const from = readJid(stanza.attrs['from'] as string | undefined); // attributes are strings
        if (from === undefined) continue; // some came back from addresses that are none
        count += 1;
        if (readPresence(stanza, from) === undefined) unread.push(text);
      }
    }
    expect(unread).toEqual([]);
    expect(count).toBeGreaterThan(200);
  });
});
