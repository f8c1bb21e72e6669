import type { Element } from '@xec/stanza';
import {
  Action,
  action,
  feature,
  type ActionContext,
  type BuildContext,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';

const asked = v.object({
  type: v.string(),
  xmlns: v.exactOptional(v.string()),
  queryid: v.exactOptional(v.string()),
  node: v.exactOptional(v.string()),
});

const params = v.object({
  ...asked.entries,
  /** The archive that a query asks; absent: the own one. */
  archive: v.exactOptional(v.string()),
});

const packets = {
  /** The request got its result. */
  explain_pending_handle: asked,
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Explain/Pending'> {}
}

/** A request of a setup: what it asked does not matter, who may answer it does. */
@action('Explain/Pending', { params })
export class PendingRequest extends Action<'Explain/Pending', v.InferOutput<typeof params>> {
  override build(): Element {
    throw new Error('a request of a setup is never sent: the setup says that it was');
  }

  /** A query is open as long as it waits: what comes behind its answer is no result of it. */
  override holds({ self }: BuildContext) {
    const { queryid, archive = self.bare } = this.params;
    if (queryid === undefined) return undefined;
    return { section: 'query', key: queryid, value: { archive } } as const;
  }

  override handle(_reply: Element, ctx: ActionContext<'Explain/Pending'>) {
    ctx.deliver('handle', this.params);
  }
}

/** Requests that wait for their answer because a setup says so. */
export const explained = feature({ name: 'explain', packets, actions: [PendingRequest] });
