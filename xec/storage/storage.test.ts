import { describe, expect, it } from '@jest/globals';
import { parse, type Element } from '@xec/stanza';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetPrivate, GetStorage, SetPrivate, SetStorage, storage } from './index.js';

const self = 'alice@localhost/priv';
const from = 'alice@localhost';
const announced = ['http://jabber.org/protocol/pubsub#publish-options'];
const open = (features = announced) => openRoom(storage, { self, announced: features });
const NS = 'urn:example:settings';
const data = `<settings xmlns="${NS}">{"a":"&lt;"}</settings>`;
const items = (inner: string, node = NS): Element =>
  parse(
    `<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='${node}'>${inner}</items></pubsub>`,
  );

describe('keeping something at the account', () => {
  it('publishes it for the owner alone', async () => {
    const room = open();
    const asked = room.request(new SetStorage({ data }));
    const sent = room.sent[0]?.toString();
    expect(sent).toContain(`<publish node="${NS}"><item id="current"><settings`);
    expect(sent).toContain('<field var="pubsub#access_model"><value>whitelist</value></field>');
    room.answer({ from });
    await expect(asked).resolves.toEqual({ namespace: NS });
    expect(room.keys).toEqual(['storage_set_handle']);
  });

  it.each(['open', 'presence'] as const)('publishes it for others, as %s', async (accessModel) => {
    const room = open();
    const asked = room.request(new SetStorage({ data, accessModel }));
    const options = room.sent[0]?.getChild('pubsub')?.getChild('publish-options')?.getChild('x');
    const fields = options
      ?.getChildren('field')
      .map((el) => [el.attrs['var'] as unknown, el.getChildText('value')]);
    expect(fields?.slice(1)).toEqual([
      ['pubsub#persist_items', '1'],
      ['pubsub#send_last_published_item', 'never'],
      ['pubsub#access_model', accessModel],
    ]);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ namespace: NS });
  });

  it('takes no model that lets in fewer than a service may', () => {
    // What is no model of public data does not compile.
    const params = { data, accessModel: 'roster' } as never;
    expect(() => new SetStorage(params)).toThrow(TypeError);
  });

  it('is not done where others would see it', async () => {
    const room = open(['urn:x']);
    await expect(room.request(new SetStorage({ data }))).rejects.toThrow(/publish-options/);
    expect(room.sent).toEqual([]);
  });

  it('takes one element with a namespace', () => {
    for (const text of ['', 'text', '<a/>', '<a><b></a>', "<a xmlns='urn:x'/><b/>"]) {
      expect(() => new SetStorage({ data: text })).toThrow(TypeError);
    }
  });

  it('reports a refusal', () => {
    const room = open();
    void room.request(new SetStorage({ data }));
    room.refuse('not-allowed', { from });
    expect(room.keys).toEqual(['storage_set_errornotallowed']);
  });
});

describe('finding it again', () => {
  it('gives what was kept', async () => {
    const room = open();
    const asked = room.request(new GetStorage({ namespace: NS }));
    room.answer({ from: 'evil.example' }, items(`<item id='current'>${data}</item>`));
    room.answer({ from }, items(`<item id='current'>${data}</item>`));
    const found = await asked;
    expect(found).toMatchObject({ namespace: NS });
    toEqualXml(parse(found.data ?? ''), data);
    expect(room.keys).toEqual(['storage_get_handle']);
  });

  it('finds nothing where nothing, or something else, is', () => {
    const room = open();
    for (const inner of ['', "<item id='a'><x xmlns='urn:other'/></item>"]) {
      void room.request(new GetStorage({ namespace: NS }));
      room.answer({ from }, items(inner));
    }
    expect(room.contents('storage_get_handle')).toEqual([{ namespace: NS }, { namespace: NS }]);
  });

  it('reports refusals and answers that hold nothing', () => {
    const room = open();
    void room.request(new GetStorage({ namespace: NS }));
    room.refuse('item-not-found', { from });
    void room.request(new GetStorage({ namespace: NS }));
    room.answer({ from });
    expect(room.packets).toMatchObject([
      { key: 'storage_get_error', content: { namespace: NS, condition: 'item-not-found' } },
      { key: 'storage_get_errormalformedreply' },
    ]);
  });
});

describe('what somebody keeps for others', () => {
  it('is asked for, and told with who keeps it', async () => {
    const room = open();
    const to = 'juliet@capulet.example';
    const asked = room.request(new GetStorage({ to, namespace: NS }));
    expect(room.sent[0]?.attrs['to']).toBe(to);
    room.answer({ from }, items(`<item id='current'>${data}</item>`));
    room.answer({}, items(`<item id='current'>${data}</item>`));
    await expect(asked).resolves.toMatchObject({ namespace: NS, from: to });
    void room.request(new GetStorage({ to, namespace: NS }));
    room.refuse('forbidden');
    expect(room.contents('storage_get_error')).toMatchObject([
      { namespace: NS, from: to, condition: 'forbidden' },
    ]);
  });
});

describe('the older way', () => {
  it.each(['prosody', 'ejabberd'])('finds what was kept, as %s gives it', async (server) => {
    const room = open();
    const asked = room.request(new GetPrivate({ name: 'prefs', namespace: 'movim:prefs' }));
    toEqualXml(
      room.sent[0]?.getChild('query'),
      "<query xmlns='jabber:iq:private'><prefs xmlns='movim:prefs'/></query>",
    );
    room.answer({ from }, fixture(`storage/private-${server}`).getChild('query'));
    const found = await asked;
    expect(parse(found.data ?? '').getChildText('data')).toContain('Hello');
  });

  it('finds nothing where nothing is, and takes no other answer', () => {
    const room = open();
    const answer = (inside: string) => {
      void room.request(new GetPrivate({ name: 'a', namespace: 'urn:x' }));
      room.answer({ from }, parse(`<query xmlns='jabber:iq:private'>${inside}</query>`));
    };
    answer("<a xmlns='urn:x'/>");
    answer("<b xmlns='urn:x'>b</b>");
    void room.request(new GetPrivate({ name: 'a', namespace: 'urn:x' }));
    room.refuse('service-unavailable', { from });
    expect(room.packets).toMatchObject([
      { key: 'storage_getprivate_handle', content: { namespace: 'urn:x' } },
      { key: 'storage_getprivate_errormalformedreply' },
      { key: 'storage_getprivate_errorserviceunavailable' },
    ]);
  });

  it('keeps something', async () => {
    const room = open();
    const asked = room.request(new SetPrivate({ data }));
    toEqualXml(room.sent[0]?.getChild('query'), `<query xmlns='jabber:iq:private'>${data}</query>`);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ namespace: NS });
    void room.request(new SetPrivate({ data }));
    room.refuse('forbidden', { from });
    expect(room.keys).toEqual(['storage_setprivate_handle', 'storage_setprivate_errorforbidden']);
  });
});
