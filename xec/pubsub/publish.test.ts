import { describe, expect, it } from '@jest/globals';
import { xml, type Element, type NodeOptions } from '@xec/stanza';
import { fixture } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import * as v from 'valibot';
import { action, errorContent, feature, type ActionContext } from '../core/index.js';
import type { RoomPackets } from '../core/packet/packet.js';
import { PublishAction, mending, pepDone } from './index.js';

const packets = {
  published_set_handle: pepDone,
  published_set_errorpreconditionnotmet: errorContent,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Published/Set'> {}
}

const options: NodeOptions = { access_model: 'whitelist', max_items: 'max', persist_items: true };

const params = v.object({
  mending: v.exactOptional(mending),
  isPlain: v.exactOptional(v.boolean()),
});

@action('Published/Set', { params, idempotent: true })
class Publish extends PublishAction<'Published/Set', v.InferOutput<typeof params>> {
  protected override publication() {
    const payload = xml('x', { xmlns: 'urn:x' });
    return { node: 'n', id: 'i', payload, ...(!this.params.isPlain && { options }) };
  }

  protected override published(id: string, ctx: ActionContext<'Published/Set'>) {
    ctx.deliver('handle', { id });
  }
}

const self = 'alice@localhost/x';
const from = 'alice@localhost';
const announced = ['http://jabber.org/protocol/pubsub#publish-options'];
const open = () =>
  openRoom(feature({ name: 'published', packets, actions: [Publish] }), { self, announced });

/** What the last request asks: `publish`, `configure`, `create`, and the values of its form. */
function asked(room: TestRoom): [string, ...string[]] {
  const child = room.sent.at(-1)?.getChildElements()[0];
  const first = child?.getChildElements()[0]?.getName() ?? '';
  const fields: string[] = [];
  const collect = (el: Element | undefined): void => {
    for (const each of el?.getChildElements() ?? []) {
      if (each.is('field'))
        fields.push(`${String(each.attrs['var'])}=${each.getChildText('value') ?? ''}`);
      collect(each);
    }
  };
  collect(child);
  return [first, ...fields.filter((field) => !field.startsWith('FORM_TYPE'))];
}

const errorIn = (name: string): Element => {
  const error = fixture(name).getChild('error');
  if (error === undefined) throw new Error(`expected an error in ${name}`);
  return error;
};
const configuration = (): Element | undefined =>
  fixture('pubsub/configuration-ejabberd').getChild('pubsub');
const all = ['pubsub#access_model=whitelist', 'pubsub#max_items=max', 'pubsub#persist_items=1'];

describe('publishing with preconditions', () => {
  it('sets a node up anew that is set up differently, as Prosody says it', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    expect(asked(room)).toEqual(['publish', ...all]);
    room.refuse(errorIn('pubsub/precondition-prosody'), { from });
    expect(asked(room)).toEqual(['configure']);
    expect(room.sent.at(-1)?.attrs['type']).toBe('get');
    room.answer({ from }, configuration());
    const [what, ...fields] = asked(room);
    expect(what).toBe('configure');
    expect(fields).toEqual(
      expect.arrayContaining([
        ...all,
        'pubsub#max_payload_size=250000', // not touched: as it came
      ]),
    );
    room.answer({ from });
    expect(asked(room)).toEqual(['publish', ...all]);
    expect(room.keys).toEqual([]);
    room.answer({ from });
    await expect(done).resolves.toEqual({ id: 'i' });
    expect(room.keys).toEqual(['published_set_handle']);
  });

  it('publishes with what a service takes, as ejabberd says it, once the node is set up', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    room.refuse(errorIn('pubsub/unknown-option-ejabberd'), { from });
    expect(asked(room)).toEqual(['configure']);
    room.answer({ from }, configuration());
    room.answer({ from });
    expect(asked(room)).toEqual(['publish', 'pubsub#persist_items=1', all[0]]);
    room.answer({ from });
    await expect(done).resolves.toEqual({ id: 'i' });
  });

  it('makes the node where there is none yet', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    room.refuse(errorIn('pubsub/unknown-option-ejabberd'), { from });
    room.refuse('item-not-found', { from });
    expect(asked(room)).toEqual(['create', ...all]);
    room.refuse('conflict', { from }); // another device was faster
    expect(asked(room)[0]).toBe('publish');
    room.answer({ from });
    await expect(done).resolves.toEqual({ id: 'i' });
  });

  it('gives up after two rounds, and reports the refusal', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    for (let round = 0; round < 2; round += 1) {
      room.refuse('conflict', { from });
      room.answer({ from }, configuration());
      room.answer({ from });
    }
    room.refuse('conflict', { from });
    await expect(done).rejects.toMatchObject({ condition: 'conflict', action: 'Published/Set' });
    expect(room.keys).toEqual(['published_set_errorconflict']);
    expect(room.sent).toHaveLength(7);
  });

  it('says of a node that stays as it is that its preconditions are not met', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    for (let round = 0; round < 2; round += 1) {
      room.refuse(errorIn('pubsub/precondition-prosody'), { from });
      room.answer({ from }, configuration());
      room.answer({ from });
    }
    room.refuse(errorIn('pubsub/precondition-prosody'), { from });
    const application = [
      { name: 'precondition-not-met', xmlns: 'http://jabber.org/protocol/pubsub#errors' },
    ];
    await expect(done).rejects.toMatchObject({ condition: 'conflict', application });
    expect(room.packets).toMatchObject([
      {
        key: 'published_set_errorpreconditionnotmet',
        content: { condition: 'conflict', application },
      },
    ]);
  });

  it('reports why a node cannot be set up', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    room.refuse('conflict', { from });
    room.refuse('forbidden', { from });
    await expect(done).rejects.toMatchObject({ condition: 'forbidden' });
    expect(room.keys).toEqual(['published_set_errorforbidden']);
  });

  it('takes an answer without a configuration for malformed', () => {
    const room = open();
    void room.request(new Publish({}));
    room.refuse('conflict', { from });
    room.answer({ from });
    expect(room.keys).toEqual(['published_set_errormalformedreply']);
  });

  it('ends where the server says meanwhile that it has no options any more (rule 23)', () => {
    const room = open();
    void room.request(new Publish({}));
    room.engine.facts.apply({ section: 'announced', key: from, value: { features: [] } });
    room.refuse('conflict', { from });
    expect(room.keys).toEqual(['published_set_errormalformedreply']);
    expect(room.faults).toEqual([]);
    expect(room.sent).toHaveLength(1);
  });

  it('is not asked again on a new stream by then, and others are', async () => {
    const room = open();
    const done = room.request(new Publish({}));
    void room.request(new Publish({ isPlain: true }));
    room.engine.facts.apply({ section: 'announced', key: from, value: { features: [] } });
    room.engine.lost();
    room.runtime.flush();
    await expect(done).rejects.toMatchObject({ condition: 'connection-lost' });
    expect(room.faults).toEqual([]);
    expect(room.sent).toHaveLength(3);
    expect(asked(room)).toEqual(['publish']);
  });

  it('without options has nothing to set up', () => {
    const room = open();
    void room.request(new Publish({ isPlain: true }));
    room.refuse('conflict', { from });
    void room.request(new Publish({ isPlain: true }));
    room.refuse('item-not-found', { from });
    expect(room.keys).toEqual(['published_set_errorconflict', 'published_set_erroritemnotfound']);
  });
});
