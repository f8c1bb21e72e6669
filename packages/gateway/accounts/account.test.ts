import { beforeEach, describe, expect, it } from '@jest/globals';
import { iqGet, xml, type Element } from '@xec/stanza';
import {
  Action,
  Payload,
  action,
  feature,
  payload,
  type ActionContext,
  type PayloadContext,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';
import type { Gateway } from '../gateway.js';
import type { Person } from '../options.js';
import { TestTab } from '../testing/browser.js';
import { World } from '../testing/world.js';

const NS = 'urn:example:copy';
const packets = {
  copy_all_handle: v.object({}),
  copy_all_progress: v.object({ done: v.number() }),
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Copy/All'> {}
}

/** Asks somebody who never answers, but tells how far they are. */
@action('Copy/All', { params: v.object({ to: v.string() }) })
class CopyAll extends Action<'Copy/All', { to: string }> {
  override build() {
    return iqGet(this.params.to, xml('copy', { xmlns: NS }));
  }

  override handle(_reply: Element, ctx: ActionContext<'Copy/All'>) {
    ctx.deliver('handle', {});
  }
}

@payload('copy_all', { name: 'progress', xmlns: NS, under: 'message', from: 'any' })
class CopyProgress extends Payload<'copy_all'> {
  override handle(el: Element, ctx: PayloadContext<'copy_all'>) {
    ctx.deliver('progress', { done: Number(el.attrs['done']) });
  }
}

/** Takes questions, and does not answer. */
@payload('CopyAsked', { name: 'copy', xmlns: NS, under: 'iq', types: ['get'], from: 'any' })
class CopyAsked extends Payload<'CopyAsked'> {
  override handle(_el: Element, ctx: PayloadContext<'CopyAsked'>) {
    ctx.defer();
  }
}

const copy = feature({
  name: 'copy',
  packets,
  actions: [CopyAll],
  payloads: [CopyProgress, CopyAsked],
  browser: { actions: ['*'], keys: ['copy_all_*'] },
});

const world = new World();
let juliet: Person;
let romeo: Person;
let gateway: Gateway;

beforeEach(async () => {
  [juliet, romeo] = await Promise.all([
    world.person('juliet', [copy]),
    world.person('romeo', [copy]),
  ]);
  gateway = await world.gateway({ people: [juliet] });
});

/** Romeo says how far he is. */
const tellProgress = (done: number): Promise<void> =>
  romeo.client.send(
    xml(
      'message',
      { xmlns: 'jabber:client', to: juliet.client.jid.toString() },
      xml('progress', { xmlns: NS, done: String(done) }),
    ),
  );

describe('progress', () => {
  it('goes to the request that it belongs to, and to who subscribed to it', async () => {
    const [asking, watching] = [
      await TestTab.open(gateway, 'juliet'),
      await TestTab.open(gateway, 'juliet'),
    ];
    await watching.subscribe(['copy_all_progress']);
    const params = { to: romeo.client.jid.toString() };
    asking.say({ t: 'request', ref: 'r', action: 'Copy/All', params });
    while (juliet.client.pending.length === 0) await new Promise(setImmediate);
    await tellProgress(1);
    expect(await asking.next('progress')).toEqual({
      t: 'progress',
      ref: 'r',
      key: 'copy_all_progress',
      content: { done: 1 },
    });
    expect(await watching.next('packet')).toMatchObject({ content: { done: 1 } });
    expect(watching.all('progress')).toEqual([]);
  });

  it('goes to no request where it may belong to several', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['copy_all_progress']);
    const params = { to: romeo.client.jid.toString() };
    for (const ref of ['1', '2']) tab.say({ t: 'request', ref, action: 'Copy/All', params });
    while (juliet.client.pending.length < 2) await new Promise(setImmediate);
    await tellProgress(1);
    await tab.next('packet');
    expect(tab.all('progress')).toEqual([]);
  });
});
