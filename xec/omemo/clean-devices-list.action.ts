import {
  MalformedStanza,
  NODE_OMEMO_BUNDLES,
  discoItemsRequest,
  iqGet,
  itemsRequest,
  omemoDevicesNamed,
  omemoDevicesNodes,
  readDiscoItems,
  readItemIds,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  type ActionContext,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { devicesIn } from './devices-in.js';
import { omemoDevicesSchema, version } from './schema.js';
import { SetDevicesList } from './set-devices-list.action.js';

type Context = ActionContext<'OMEMO/CleanDevicesList'>;

const params = v.object({
  version,
  /** The list as it is now. Left out by who asks. */
  listed: v.exactOptional(omemoDevicesSchema.entries.devices),
});

/**
 * Takes devices out of the own list that have no keys, to which nobody can write: asks for the list, then by
 * service discovery for the keys that there are, and sends the list without the others. Answers with
 * `omemo_cleandeviceslist_handle`, and `omemo_setdeviceslist_handle` follows where something was taken out.
 */
@action('OMEMO/CleanDevicesList', { params, idempotent: true, untold: ['item-not-found'] })
export class CleanDevicesList extends Action<
  'OMEMO/CleanDevicesList',
  v.InferOutput<typeof params>
> {
  override build({ self }: BuildContext) {
    const { version: of, listed } = this.params;
    if (listed === undefined) {
      return iqGet(undefined, itemsRequest({ node: omemoDevicesNodes[of], max: 1 }));
    }
    return iqGet(self.bare, discoItemsRequest(of === '2' ? NODE_OMEMO_BUNDLES : undefined));
  }

  override handle(reply: Element, ctx: Context) {
    const { version: of, listed } = this.params;
    if (listed === undefined) {
      const { devices } = devicesIn(reply, of);
      ctx.goOn(new CleanDevicesList({ version: of, listed: devices }));
      return;
    }
    this.#clean(listed, this.#namesIn(reply), ctx);
  }

  /** No node: no list, or no keys of any device. */
  override errorItemNotFound(_error: StanzaError, ctx: Context) {
    this.#clean(this.params.listed ?? [], [], ctx);
  }

  #namesIn(reply: Element): readonly string[] {
    if (this.params.version === '2') {
      const ids = readItemIds(reply);
      if (ids !== undefined) return ids;
    } else {
      const nodes = readDiscoItems(reply);
      if (nodes !== undefined) return nodes.flatMap(({ node }) => node ?? []);
    }
    throw new MalformedStanza('expected what there is of keys');
  }

  #clean(
    listed: NonNullable<CleanDevicesList['params']['listed']>,
    names: readonly string[],
    ctx: Context,
  ): void {
    const { version: of } = this.params;
    const withKeys = new Set(omemoDevicesNamed(of, names));
    const devices = listed.filter(({ id }) => withKeys.has(id));
    const removed = listed.flatMap(({ id }) => (withKeys.has(id) ? [] : id));
    if (removed.length > 0) ctx.request(new SetDevicesList({ version: of, devices }));
    ctx.deliver('handle', { version: of, devices, removed });
  }
}
