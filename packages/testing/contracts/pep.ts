import {
  NS_PUBSUB,
  NS_PUBSUB_ERRORS,
  NS_PUBSUB_EVENT,
  NS_PUBSUB_PUBLISH_OPTIONS,
  parse,
  stanzaError,
  type AccessModel,
  type Element,
} from '@xec/stanza';
import {
  descriptionOf,
  keyPrefix,
  type AnyAction,
  type Feature,
  type GetPepParams,
} from '@xec/xec';
import { describe, expect, it } from '../jest.js';
import { toEqualXml } from '../fixtures/equal-xml.js';
import { fixture, fixtureJson } from '../fixtures/fixture.js';
import { openRoom, type TestRoom } from '../rooms/open-room.js';

/** A room of one kind of thing that accounts publish, and samples of it. */
export interface PepBench<Content> {
  readonly feature: Feature;
  /** The payload, `Mood`. */
  readonly name: string;
  /** The key of what is gone; default `<name>_retract`. */
  readonly retractKey?: string;
  readonly node: string;
  /** Whether only the own account's events count. */
  readonly isPrivate?: true;
  readonly Publish: new (params: { content: Content; accessModel?: AccessModel }) => AnyAction;
  readonly Retract: new (params: { id?: string }) => AnyAction;
  readonly Get: new (params: GetPepParams) => AnyAction;
  /** Events as they come; each one's JSON has the `key` and the `content` of its packet. */
  readonly events: readonly string[];
  readonly content: Content;
  /** What it is as XML. */
  readonly payload: string;
  /** The id under which it is published. */
  readonly id: string;
  /** The id under which samples are told, where it is not any one; default `i`. */
  readonly sampleId?: string;
  /** What is no such thing. */
  readonly garbage: readonly string[];
}

const account = 'juliet@capulet.example';
const self = `${account}/balcony`;
const other = 'romeo@montague.example';

interface Told {
  readonly key: string;
  readonly content: { readonly from: string };
}

/** What every such room does and refuses (XEP-0163, XEP-0060). */
export function pepContract<Content>(bench: PepBench<Content>): void {
  const { node, feature, id, sampleId = 'i' } = bench;
  const prefix = bench.name.toLowerCase();
  const [publishKey, retractKey, getKey] = [bench.Publish, bench.Retract, bench.Get].map((type) =>
    keyPrefix(descriptionOf(type).name),
  );
  const sender = bench.isPrivate ? account : other;
  const open = (as = self): TestRoom =>
    openRoom(feature, { self: as, announced: [NS_PUBSUB_PUBLISH_OPTIONS] });
  const items = (inner: string, of = node): string => `<items node='${of}'>${inner}</items>`;
  const item = `<item id='${sampleId}'>${bench.payload}</item>`;
  const event = (inner: string, from = sender): string =>
    `<message xmlns='jabber:client' from='${from}'><event xmlns='${NS_PUBSUB_EVENT}'>${inner}</event></message>`;

  describe('events', () => {
    it.each(bench.events)('are told once: %s', (path) => {
      const { key, content } = fixtureJson<Told>(path);
      const room = open(bench.isPrivate ? `${content.from}/x` : self);
      room.receive(fixture(path));
      expect(room.packets).toMatchObject([{ key, from: content.from }]);
      expect(room.contents(key)).toEqual([content]);
      expect(room.faults).toEqual([]);
      expect(room.sent).toEqual([]);
    });

    it('of what is gone are told', () => {
      const room = open();
      room.receive(event(items(`<retract id='${sampleId}'/>`)));
      expect(room.packets).toMatchObject([
        { key: `${prefix}_retract`, content: { from: sender, id: sampleId } },
      ]);
    });

    it('are credited to the sender, and count only from those who may say it', () => {
      const room = open();
      const forged = event(
        items(item.replace('<item', `<item publisher='${account}'`)),
        'evil@x.example',
      );
      room.receive(forged);
      if (bench.isPrivate) expect(room.packets).toEqual([]);
      else expect(room.packets).toMatchObject([{ from: 'evil@x.example' }]);
      room.receive(event(items(item), sender));
      expect(room.packets.at(-1)).toMatchObject({ content: { from: sender, id: sampleId } });
    });

    it('at another place are none', () => {
      const room = open();
      const inner = items(item).replace('<items', `<items xmlns='${NS_PUBSUB_EVENT}'`);
      const good = event(items(item));
      room.receive(`<message xmlns='jabber:client' from='${sender}'>${inner}</message>`);
      room.receive(`<presence xmlns='jabber:client' from='${sender}'>${inner}</presence>`);
      room.receive(
        `<message xmlns='jabber:client' from='${sender}'><forwarded xmlns='urn:xmpp:forward:0'>${good}</forwarded></message>`,
      );
      room.receive(good.replace("'jabber:client'", "'jabber:client' type='error'"));
      expect(room.packets).toEqual([]);
    });

    it.each([
      ['of another node', items(item, 'urn:example:other')],
      ['without id', items(`<item>${bench.payload}</item>`)],
      ['without payload', items("<item id='i'/>")],
      ['of a node that is gone', `<delete node='${node}'/>`],
      ...bench.garbage.map(
        (each) => [each, items(`<item id='${sampleId}'>${each}</item>`)] as const,
      ),
    ])('%s are passed over', (_what, inner) => {
      const room = open();
      room.receive(event(inner));
      expect(room.packets).toEqual([]);
      expect(room.faults).toEqual([]);
    });
  });

  describe('publishing', () => {
    const { content, Publish } = bench;

    it('sends it, and tells under what id it is there', async () => {
      const room = open();
      const asked = room.request(new Publish({ content }));
      const published = room.sent[0]?.getChild('pubsub', NS_PUBSUB)?.getChild('publish');
      expect(room.sent[0]?.attrs).not.toHaveProperty('to');
      toEqualXml(
        published,
        `<publish xmlns='${NS_PUBSUB}' node='${node}'><item id='${id}'>${bench.payload}</item></publish>`,
      );
      room.answer({ from: account });
      await expect(asked).resolves.toEqual({ id });
      expect(room.keys).toEqual([`${String(publishKey)}_handle`]);
    });

    it('sets a node up anew that is set up differently', async () => {
      const room = open();
      const asked = room.request(new Publish({ content, accessModel: 'open' }));
      room.refuse(
        stanzaError('conflict', {
          application: [{ name: 'precondition-not-met', xmlns: NS_PUBSUB_ERRORS }],
        }),
        { from: account },
      );
      room.answer({ from: account }, nodeConfiguration(node));
      expect(room.sent.at(-1)?.toString()).toContain('open');
      room.answer({ from: account });
      expect(room.sent.map(({ attrs }) => attrs['type'] as unknown)).toEqual([
        ...['set', 'get', 'set', 'set'],
      ]);
      expect(room.packets).toEqual([]);
      room.answer({ from: account });
      await expect(asked).resolves.toEqual({ id });
      expect(room.keys).toEqual([`${String(publishKey)}_handle`]);
    });

    it('reports a refusal', () => {
      const room = open();
      void room.request(new Publish({ content }));
      room.refuse('forbidden', { from: account });
      expect(room.keys).toEqual([`${String(publishKey)}_errorforbidden`]);
    });
  });

  describe('taking away', () => {
    it('sends the id', async () => {
      const room = open();
      const asked = room.request(new bench.Retract({ id: 'x' }));
      toEqualXml(
        room.sent[0]?.getChild('pubsub'),
        `<pubsub xmlns='${NS_PUBSUB}'><retract node='${node}' notify='true'><item id='x'/></retract></pubsub>`,
      );
      room.answer({ from: account });
      await expect(asked).resolves.toEqual({ id: 'x' });
      expect(room.keys).toEqual([`${String(retractKey)}_handle`]);
    });

    it('reports a refusal', () => {
      const room = open();
      void room.request(new bench.Retract({ id: 'x' }));
      room.refuse('item-not-found', { from: account });
      expect(room.keys).toEqual([`${String(retractKey)}_erroritemnotfound`]);
    });
  });

  describe('asking for it', () => {
    const answerOf = (inner: string): Element =>
      parse(`<pubsub xmlns='${NS_PUBSUB}'><items node='${node}'>${inner}</items></pubsub>`);

    it('tells what there is', async () => {
      const room = open();
      const asked = room.request(new bench.Get({ to: other }));
      expect(room.sent[0]?.attrs).toMatchObject({ type: 'get', to: other });
      room.answer({ from: 'evil@x.example' }, answerOf(item));
      expect(room.packets).toEqual([]);
      const odd = bench.garbage.map((each, at) => `<item id='odd${String(at)}'>${each}</item>`);
      room.answer({}, answerOf(item + odd.join('')));
      await expect(asked).resolves.toMatchObject({ from: other, items: [{ id: sampleId }] });
      expect(room.keys).toEqual([`${String(getKey)}_handle`]);
    });

    it('brings one page where one is wanted', async () => {
      const room = open();
      const asked = room.request(new bench.Get({ page: { max: 1, after: 'h' } }));
      const rsm = 'http://jabber.org/protocol/rsm';
      toEqualXml(
        room.sent[0]?.getChild('pubsub')?.getChild('set', rsm),
        `<set xmlns='${rsm}'><max>1</max><after>h</after></set>`,
      );
      const set = `<set xmlns='${rsm}'><first index='1'>i</first><last>i</last><count>9</count></set>`;
      room.answer({}, parse(answerOf(item).toString().replace('</pubsub>', `${set}</pubsub>`)));
      await expect(asked).resolves.toMatchObject({
        page: { first: 'i', last: 'i', index: 1, count: 9 },
        next: { max: 1, after: 'i' },
      });
    });

    it('of the own account needs no address, and finds nothing where nothing is', async () => {
      const room = open();
      const asked = room.request(new bench.Get({}));
      room.answer({}, answerOf(''));
      await expect(asked).resolves.toEqual({ from: account, items: [] });
    });

    it('reports refusals and answers that hold nothing', () => {
      const room = open();
      void room.request(new bench.Get({}));
      room.refuse('item-not-found');
      void room.request(new bench.Get({}));
      room.answer();
      expect(room.keys).toEqual([
        `${String(getKey)}_erroritemnotfound`,
        `${String(getKey)}_errormalformedreply`,
      ]);
    });
  });
}

/** How a node is set up that only the owner sees. */
const nodeConfiguration = (node: string): Element =>
  parse(
    `<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure node='${node}'
      ><x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'
      ><value>http://jabber.org/protocol/pubsub#node_config</value></field
      ><field var='pubsub#access_model' type='list-single'><option><value>open</value></option
      ><option><value>whitelist</value></option><value>authorize</value></field
      ></x></configure></pubsub>`,
  );
