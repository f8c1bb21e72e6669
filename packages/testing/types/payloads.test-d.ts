/** What the compiler says about payloads. */
import type { Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '@xec/xec';
import { NS_WEATHER } from './almanac.test-d.js';

const place = { name: 'weather', xmlns: NS_WEATHER, under: 'message', from: 'any' } as const;

export function deliver(ctx: PayloadContext<'AlmanacEvent'>): void {
  ctx.deliver({ celsius: 1 });
  ctx.deliver('storm', { wind: 1 });
  ctx.fail('item-not-found', { text: 'gone' });
  // @ts-expect-error -- wrong content
  ctx.deliver({ wind: 1 });
  // @ts-expect-error -- no key is made of this method
  ctx.deliver('sunshine', { hours: 1 });
  // @ts-expect-error -- the content of another method
  ctx.deliver('storm', { celsius: 1 });
  // @ts-expect-error -- no condition is spelt so
  ctx.fail('item-not-fuond');
}

// @ts-expect-error -- the class is named otherwise
@payload('Almanac', place)
export class OtherName extends Payload<'AlmanacEvent'> {
  override handle(_el: Element, _ctx: PayloadContext<'AlmanacEvent'>) {
    return undefined;
  }
}

// @ts-expect-error -- it says not who may say it
payload('AlmanacEvent', { name: 'weather', xmlns: NS_WEATHER, under: 'message' });
// @ts-expect-error -- it says not where
payload('AlmanacEvent', { name: 'weather', xmlns: NS_WEATHER, from: 'any' });
// @ts-expect-error -- there is no such sender
payload('AlmanacEvent', { ...place, from: 'everyone' });
// @ts-expect-error -- there is no such place
payload('AlmanacEvent', { ...place, under: 'iqs' });
payload('AlmanacEvent', { ...place, under: ['message', { name: 'event', xmlns: NS_WEATHER }] });
