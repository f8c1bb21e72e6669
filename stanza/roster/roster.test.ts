import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, readTranscripts, toEqualXml } from '@xec/testing';
import { parse } from '../core/index.js';
import {
  NS_ROSTER,
  readRoster,
  readRosterPush,
  rosterGet,
  rosterRemove,
  rosterSet,
  type Roster,
  type RosterPush,
} from './roster.js';

const query = (name: string) => {
  const el = fixture(`roster/${name}`).getChild('query', NS_ROSTER);
  if (el === undefined) throw new Error(`expected a query in ${name}`);
  return el;
};

describe('roster builders', () => {
  it('ask with and without a version', () => {
    toEqualXml(rosterGet(), "<query xmlns='jabber:iq:roster'/>");
    toEqualXml(rosterGet(''), "<query xmlns='jabber:iq:roster' ver=''/>");
    toEqualXml(rosterGet('v1'), "<query xmlns='jabber:iq:roster' ver='v1'/>");
  });

  it('set a contact with each group once', () => {
    toEqualXml(
      rosterSet({ jid: 'nurse@example.com', name: 'A & <B>', groups: ['Servants', 'X', 'X'] }),
      "<query xmlns='jabber:iq:roster'><item jid='nurse@example.com' name='A &amp; &lt;B&gt;'>" +
        '<group>Servants</group><group>X</group></item></query>',
    );
    toEqualXml(
      rosterSet({ jid: 'nurse@example.com' }),
      "<query xmlns='jabber:iq:roster'><item jid='nurse@example.com'/></query>",
    );
  });

  it('remove a contact', () => {
    toEqualXml(
      rosterRemove('nurse@example.com'),
      "<query xmlns='jabber:iq:roster'><item jid='nurse@example.com' subscription='remove'/></query>",
    );
  });
});

describe('readRosterPush', () => {
  it.each([
    'push-prosody',
    'push-ejabberd',
    'push-removed',
    'push-ask',
    'push-two-items',
    'push-no-item',
    'push-bad-jid',
    'push-full-jid',
  ])('reads %s as its twin says', (name) => {
    const { push } = fixtureJson<{ push?: RosterPush }>(`roster/${name}`);
    expect(readRosterPush(query(name))).toEqual(push);
  });

  it('reads all pushes that Prosody and ejabberd sent', () => {
    const unread: string[] = [];
    let count = 0;
    for (const { lines } of readTranscripts()) {
      for (const { direction, kind, text, namespaces } of lines) {
        if (direction !== 'S' || kind !== 'element' || !text.includes(NS_ROSTER)) continue;
        const iq = parse(text, undefined, namespaces);
        const el = iq.attrs['type'] === 'set' ? iq.getChild('query', NS_ROSTER) : undefined;
        if (el === undefined) continue;
        count += 1;
        if (readRosterPush(el) === undefined) unread.push(text);
      }
    }
    expect(unread).toEqual([]);
    expect(count).toBeGreaterThan(50);
  });
});

describe('readRoster', () => {
  it.each(['list-prosody', 'list-empty', 'list-unchanged', 'list-odd'])(
    'reads %s as its twin says',
    (name) => {
      const { roster } = fixtureJson<{ roster?: Roster }>(`roster/${name}`);
      expect(readRoster(fixture(`roster/${name}`))).toEqual(roster);
    },
  );
});
