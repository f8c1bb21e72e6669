import { describe, expect, it } from '@jest/globals';
import { iqSet, parse } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import { feature, Payload, payload } from '../core/index.js';
import { AddRosterItem, GetRoster, RemoveRosterItem, UpdateRosterItem, roster } from './index.js';

const self = 'alice@localhost/one';
const VERSIONS = 'urn:xmpp:features:rosterver';
const contact1 = {
  jid: 'contact1@example.org',
  name: "Alice O'Hara & Co <dev>",
  groups: ['Friends', 'Work'],
};

const open = (options: Partial<RoomOptions> = {}) => openRoom(roster, { self, ...options });
const query = (inner: string, ver?: string) =>
  parse(
    `<query xmlns='jabber:iq:roster'${ver === undefined ? '' : ` ver='${ver}'`}>${inner}</query>`,
  );
const asked = (ver?: string) => iqSet(undefined, query('', ver));

describe('asking for the roster', () => {
  it('happens on each new stream, without version where the server keeps none', () => {
    const room = open();
    room.online();
    expect(room.sent).toHaveLength(1);
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'get' });
    expect(room.sent[0]?.attrs['to']).toBeUndefined();
    toEqualXml(room.sent[0]?.getChild('query'), query(''));
    room.answer({}, query('', 'v1'));
    room.online();
    toEqualXml(room.sent[1]?.getChild('query'), query(''));
  });

  it('names the version it knows, empty at first, where the server keeps versions', () => {
    const room = open();
    room.online([VERSIONS]);
    toEqualXml(room.sent[0]?.getChild('query'), query('', ''));
    room.answer({}, query('', 'v1'));
    room.online([VERSIONS]);
    toEqualXml(room.sent[1]?.getChild('query'), asked('v1').getChild('query') ?? '');
    room.answer();
    room.online();
    toEqualXml(room.sent[2]?.getChild('query'), query(''));
  });

  it('remembers a version over a stream without versions, unless contacts changed there', () => {
    const room = open();
    void room.request(new GetRoster());
    room.answer({}, query('', 'v1'));
    void room.request(new GetRoster());
    expect(room.sent.at(-1)?.getChild('query')?.attrs['ver']).toBeUndefined();
    room.online([VERSIONS]);
    expect(room.sent.at(-1)?.getChild('query')?.attrs['ver']).toBe('v1');
    room.online();
    room.online([VERSIONS]);
    expect(room.sent.at(-1)?.getChild('query')?.attrs['ver']).toBe('v1');
    room.online();
    room.answer({}, query("<item jid='bob@localhost'/>"));
    room.online([VERSIONS]);
    expect(room.sent.at(-1)?.getChild('query')?.attrs['ver']).toBe('');
  });

  it.each([
    "<item jid='bob@localhost' name='Bob'/>",
    "<item jid='bob@localhost' name='Rob'/>",
    "<item jid='bob@localhost' subscription='to'/>",
    "<item jid='bob@localhost' ask='subscribe'/>",
    "<item jid='bob@localhost' approved='true'/>",
    "<item jid='bob@localhost'><group>A</group></item>",
    "<item jid='bob@localhost' name='Bob'><group>B</group></item>",
  ])('takes over each change of a contact: %s', (item) => {
    const before = "<item jid='bob@localhost' name='Bob'><group>A</group></item>";
    for (const list of ["<item jid='bob@localhost'/>", before]) {
      const room = open();
      void room.request(new GetRoster());
      room.answer({}, query(list));
      void room.request(new GetRoster());
      room.answer({}, query(item));
      void room.request(new GetRoster());
      room.answer(); // unchanged: what is delivered is what is remembered
      const [told, remembered] = room.contents('roster_getlist_handle').slice(-2);
      expect(remembered).toEqual(told);
    }
  });

  it('delivers the list and makes the known contacts those of the list', () => {
    const room = open({ contacts: { 'old@example.org': { subscription: 'both' } } });
    void room.request(new GetRoster());
    room.answer({}, fixture('roster/list-prosody').getChild('query'));
    const { roster: expected } = fixtureJson<{ roster: unknown }>('roster/list-prosody');
    expect(room.contents('roster_getlist_handle')).toEqual([expected]);
    expect([...room.engine.facts.all('contact')]).toEqual([
      ['contact2@example.org', { subscription: 'none', groups: [] }],
      [
        'contact1@example.org',
        { subscription: 'none', name: contact1.name, groups: ['Friends', 'Work'] },
      ],
    ]);
  });

  it('delivers what it knows when the server says that nothing changed', async () => {
    const room = open();
    room.online([VERSIONS]);
    const items =
      "<item jid='bob@localhost' subscription='both' approved='true' name='Bob'>" +
      "<group>G</group></item><item jid='carol@localhost' ask='subscribe'/>";
    room.answer({}, query(items, 'v7'));
    const again = room.request(new GetRoster());
    room.answer({ from: 'alice@localhost' });
    await again;
    const [first, second] = room.contents('roster_getlist_handle');
    expect(first).toEqual({
      ver: 'v7',
      items: [
        { jid: 'bob@localhost', name: 'Bob', subscription: 'both', approved: true, groups: ['G'] },
        { jid: 'carol@localhost', subscription: 'none', ask: true, groups: [] },
      ],
    });
    expect(second).toEqual(first);
  });

  it('forgets all contacts when the list is empty, which is not the same', () => {
    const room = open({ contacts: { 'old@example.org': { subscription: 'both' } } });
    void room.request(new GetRoster());
    room.answer({}, query(''));
    expect(room.contents('roster_getlist_handle')).toEqual([{ items: [] }]);
    expect(room.engine.facts.all('contact').size).toBe(0);
  });

  it('takes no list from a stranger, none that comes late, and none twice', () => {
    const room = open();
    void room.request(new GetRoster(), { timeoutMs: 1000 });
    const forged = query("<item jid='mallory@evil.example' subscription='both'/>");
    room.answer({ from: 'mallory@evil.example' }, forged);
    room.answer({ from: 'alice@localhost/two' }, forged);
    expect(room.keys).toEqual([]);
    room.runtime.advance(5000);
    room.answer({}, forged);
    expect(room.keys).toEqual(['roster_getlist_errortimeout']);
    void room.request(new GetRoster());
    room.answer({}, query(''));
    room.answer({}, forged);
    expect(room.keys).toEqual(['roster_getlist_errortimeout', 'roster_getlist_handle']);
    expect(room.engine.facts.all('contact').size).toBe(0);
  });
});

describe('a roster push', () => {
  it.each(['push-prosody', 'push-ejabberd', 'push-removed', 'push-ask'])(
    'is delivered and answered: %s',
    (name) => {
      const room = open();
      const iq = fixture(`roster/${name}`);
      room.receive(iq);
      const { push } = fixtureJson<{ push: unknown }>(`roster/${name}`);
      expect(room.contents('roster')).toEqual([push]);
      expect(room.sent).toHaveLength(1);
      expect(room.sent[0]?.attrs).toMatchObject({ type: 'result', id: iq.attrs['id'] as string });
    },
  );

  it('makes and ends a contact, and keeps the version', () => {
    const room = open();
    room.online([VERSIONS]);
    room.answer({}, query('', 'v1'));
    room.receive(fixture('roster/push-ejabberd'));
    expect(room.engine.fact('contact', contact1.jid)).toEqual({
      subscription: 'none',
      name: contact1.name,
      groups: ['Friends', 'Work'],
    });
    room.receive(fixture('roster/push-removed'));
    room.receive(fixture('roster/push-removed')); // twice does no harm
    expect(room.engine.facts.all('contact').size).toBe(0);
    room.online([VERSIONS]);
    expect(room.sent.at(-1)?.getChild('query')?.attrs['ver']).toBe(
      'fe02a3ca7c6a32a465b2468ef50b9c991374326f',
    );
    room.receive(fixture('roster/push-ask')); // has no version: ours is none any more
    room.online([VERSIONS]);
    expect(room.sent.at(-1)?.getChild('query')?.attrs['ver']).toBe('');
  });

  it.each(['push-two-items', 'push-no-item', 'push-bad-jid', 'push-full-jid'])(
    'is refused when malformed: %s',
    (name) => {
      const room = open();
      room.receive(fixture(`roster/${name}`));
      expect(room.packets).toEqual([]);
      expect(room.engine.facts.all('contact').size).toBe(0);
      expect(room.sent[0]?.getChild('error')?.getChild('bad-request')).toBeDefined();
    },
  );

  it.each(['mallory@evil.example', 'localhost', 'alice@localhost/two', 'alice@localhost.evil'])(
    'is refused from %s',
    (from) => {
      const room = open();
      room.receive(fixture('roster/push-ejabberd', { from }));
      expect(room.packets).toEqual([]);
      expect(room.engine.facts.all('contact').size).toBe(0);
      expect(room.sent).toHaveLength(1);
      expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
    },
  );

  it('is refused as a get, ignored as a result, and in a message or deeper', () => {
    const room = open();
    room.receive(fixture('roster/push-prosody', { type: 'get' }));
    expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
    room.receive(fixture('roster/push-prosody', { type: 'result' }));
    const item = "<item jid='mallory@evil.example' subscription='both'/>";
    room.receive(`<message xmlns='jabber:client'>${query(item).toString()}</message>`);
    room.receive(
      `<iq xmlns='jabber:client' type='set' id='d'><x xmlns='urn:example'>${query(item).toString()}</x></iq>`,
    );
    expect(room.packets).toEqual([]);
    expect(room.engine.facts.all('contact').size).toBe(0);
  });

  it('decides who counts as a subscriber', () => {
    @payload('Knock', { name: 'knock', xmlns: 'urn:example', under: 'iq', from: 'subscriber' })
    class Knock extends Payload<'Knock'> {
      override handle(): void {
        heard += 1;
      }
    }
    let heard = 0;
    const knock = feature({ name: 'knock', payloads: [Knock] });
    const room = openRoom([roster, knock], { self });
    const count = (subscription: string) => {
      const item = `<item jid='bob@localhost' subscription='${subscription}'/>`;
      room.receive(`<iq xmlns='jabber:client' type='set' id='p'>${query(item).toString()}</iq>`);
      heard = 0;
      room.receive(
        "<iq xmlns='jabber:client' from='bob@localhost/x' type='get' id='k'><knock xmlns='urn:example'/></iq>",
      );
      return heard;
    };
    expect(['none', 'to', 'from', 'both', 'sideways', 'both', 'remove'].map(count)).toEqual([
      0, 0, 1, 1, 0, 1, 0,
    ]);
  });
});

describe('changing the roster', () => {
  it('adds a contact, prepared, and tells what was asked', async () => {
    const room = open();
    const added = room.request(new AddRosterItem({ ...contact1, jid: 'Contact1@EXAMPLE.org' }));
    toEqualXml(
      room.sent[0]?.getChild('query'),
      query(
        "<item jid='contact1@example.org' name='Alice O&apos;Hara &amp; Co &lt;dev&gt;'>" +
          '<group>Friends</group><group>Work</group></item>',
      ),
    );
    expect(room.engine.facts.all('contact').size).toBe(0);
    room.answer();
    await expect(added).resolves.toEqual(contact1);
    expect(room.keys).toEqual(['roster_additem_handle']);
    expect(room.engine.facts.all('contact').size).toBe(0); // only a push says who is a contact
  });

  it('sends nothing for what is no contact', () => {
    expect(() => new AddRosterItem({ jid: 'bob@localhost/phone' })).toThrow('a bare JID');
    expect(() => new AddRosterItem({ jid: 'bob@localhost', groups: [''] })).toThrow(TypeError);
    expect(() => new RemoveRosterItem({ jid: '' })).toThrow(TypeError);
  });

  it('reports a refusal with its condition', async () => {
    const room = open();
    const added = room.request(new AddRosterItem({ jid: 'bob@localhost' }));
    room.refuse('not-acceptable');
    await expect(added).rejects.toMatchObject({ condition: 'not-acceptable' });
    expect(room.keys).toEqual(['roster_additem_errornotacceptable']);
  });

  it('renames a contact and keeps its groups', () => {
    const room = open();
    room.receive(fixture('roster/push-prosody'));
    void room.request(new UpdateRosterItem({ jid: contact1.jid, name: 'Renamed' }));
    const groups = '<group>Friends</group><group>Work</group>';
    toEqualXml(
      room.sent.at(-1)?.getChild('query'),
      query(`<item jid='contact1@example.org' name='Renamed'>${groups}</item>`),
    );
    room.answer();
    expect(room.contents('roster_updateitem_handle')).toEqual([
      { jid: contact1.jid, name: 'Renamed' },
    ]);
    void room.request(new UpdateRosterItem({ jid: contact1.jid, name: '', groups: ['New'] }));
    toEqualXml(
      room.sent.at(-1)?.getChild('query'),
      query("<item jid='contact1@example.org'><group>New</group></item>"),
    );
    void room.request(new UpdateRosterItem({ jid: contact1.jid, groups: [] }));
    toEqualXml(
      room.sent.at(-1)?.getChild('query'),
      query("<item jid='contact1@example.org' name='Alice O&apos;Hara &amp; Co &lt;dev&gt;'/>"),
    );
  });

  it('removes a contact', async () => {
    const room = open({ contacts: { 'bob@localhost': { subscription: 'both' } } });
    const removed = room.request(new RemoveRosterItem({ jid: 'bob@localhost' }));
    toEqualXml(
      room.sent[0]?.getChild('query'),
      query("<item jid='bob@localhost' subscription='remove'/>"),
    );
    room.answer();
    await expect(removed).resolves.toEqual({ jid: 'bob@localhost' });
  });

  it('forgets a contact that the server does not have', async () => {
    const room = open({ contacts: { 'bob@localhost': { subscription: 'both' } } });
    const removed = room.request(new RemoveRosterItem({ jid: 'bob@localhost' }));
    room.refuse('item-not-found');
    await expect(removed).rejects.toMatchObject({ condition: 'item-not-found' });
    expect(room.contents('roster_removeitem_erroritemnotfound')).toEqual([
      { jid: 'bob@localhost', condition: 'item-not-found', type: 'cancel' },
    ]);
    expect(room.engine.fact('contact', 'bob@localhost')).toBeUndefined();
  });

  it('keeps a contact while the server cannot remove it', () => {
    const room = open({ contacts: { 'bob@localhost': { subscription: 'both' } } });
    void room.request(new RemoveRosterItem({ jid: 'bob@localhost' }));
    room.refuse('service-unavailable');
    expect(room.keys).toEqual(['roster_removeitem_errorserviceunavailable']);
    expect(room.engine.fact('contact', 'bob@localhost')).toBeDefined();
  });
});
