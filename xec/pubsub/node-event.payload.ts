import { NS_PUBSUB_EVENT, nodeEventKinds, readNodeEvent, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * What happened to a node as a whole (XEP-0060 sections 8.2.5, 8.4.2, 8.5.2, 8.8.4): credited to the
 * `from` of its message.
 */
@payload('PubsubNode', {
  names: nodeEventKinds,
  xmlns: NS_PUBSUB_EVENT,
  under: ['message', { name: 'event', xmlns: NS_PUBSUB_EVENT }],
  from: 'any',
})
export class NodeEventReceived extends Payload<'PubsubNode'> {
  override handle(el: Element, ctx: PayloadContext<'PubsubNode'>) {
    const read = readNodeEvent(el);
    if (read === undefined) return;
    const from = ctx.from.toString();
    switch (read.kind) {
      case 'delete': {
        const { kind: _kind, ...gone } = read;
        ctx.deliver('delete', { from, ...gone });
        return;
      }
      case 'purge':
        ctx.deliver('purge', { from, node: read.node });
        return;
      case 'configuration': {
        const { kind: _kind, ...setUp } = read;
        ctx.deliver('configuration', { from, ...setUp });
        return;
      }
      case 'subscription': {
        const { kind: _kind, ...subscribed } = read;
        ctx.deliver('subscription', { from, ...subscribed });
      }
    }
  }
}
