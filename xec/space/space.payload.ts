import { NS_PUBSUB_EVENT, readPubsubItems, readSpaceContent, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { forgetSpace, knowsSpace } from './known.js';

type Context = PayloadContext<'Space'>;

/**
 * What happens in spaces that we are in, or made: told by their service alone. Their nodes have any name:
 * items of other nodes are passed over.
 */
@payload('Space', {
  names: ['items', 'delete'],
  xmlns: NS_PUBSUB_EVENT,
  under: ['message', { name: 'event', xmlns: NS_PUBSUB_EVENT }],
  from: 'any',
})
export class SpaceChanged extends Payload<'Space'> {
  override handle(el: Element, ctx: Context) {
    const from = ctx.from.toString();
    const node: unknown = el.attrs['node'];
    if (typeof node !== 'string' || !knowsSpace(ctx, { to: from, node })) return;
    if (el.getName() === 'delete') {
      forgetSpace(ctx, { to: from, node });
      ctx.deliver('destroyed', { from, node });
    } else this.#items(el, { from, node }, ctx);
  }

  #items(el: Element, at: { from: string; node: string }, ctx: Context): void {
    const { items = [], retracted = [] } = readPubsubItems(el) ?? {};
    const { rooms, nodes, ...pictures } = readSpaceContent(items);
    for (const room of rooms) ctx.deliver('room', { ...at, room });
    for (const node of nodes) ctx.deliver('node', { ...at, item: node });
    if (Object.keys(pictures).length > 0) ctx.deliver('avatar', { ...at, ...pictures });
    for (const id of retracted) ctx.deliver('deletedroom', { ...at, id });
  }
}
