import { iqGet, itemsRequest, omemoDevicesNodes, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext, type ActionError } from '../core/index.js';
import { devicesIn } from './devices-in.js';
import { GetBundle } from './get-bundle.action.js';
import { refusal, version } from './schema.js';

type Context = ActionContext<'OMEMO/GetDevicesList'>;

const params = v.object({
  to: v.exactOptional(bareJid),
  version,
  /** Whether the keys of all these devices are wanted too. */
  withBundles: v.exactOptional(v.boolean()),
});

/**
 * Asks which devices of somebody encrypt (XEP-0384 section 5.9.2); without `to` those of the own account.
 * Answers with `omemo_getdeviceslist_handle`; `omemo_getdeviceslist_error` mostly means that there are none.
 *
 * With `withBundles` it goes on to ask for the keys of each: they come with `omemo_getbundle_handle` or
 * `omemo_getbundle_error`, and when the last answer is in, `omemo_getbundle_last` says so. "It is RECOMMENDED
 * to construct sessions only immediately before sending a message" (section 6).
 */
@action('OMEMO/GetDevicesList', { params, idempotent: true })
export class GetDevicesList extends Action<'OMEMO/GetDevicesList', v.InferOutput<typeof params>> {
  override build() {
    const { to, version: of } = this.params;
    return iqGet(to, itemsRequest({ node: omemoDevicesNodes[of], max: 1 }));
  }

  override handle(reply: Element, ctx: Context) {
    const { to, version: of, withBundles } = this.params;
    const { devices } = devicesIn(reply, of);
    ctx.deliver('handle', { ...this.#account(ctx), devices });
    if (withBundles !== true) return;
    for (const { id } of devices) {
      const gathering = { name: ctx.id, member: String(id) };
      ctx.request(
        new GetBundle({ ...(to !== undefined && { to }), version: of, device: id, gathering }),
      );
    }
    if (devices.length === 0) ctx.emit('omemo_getbundle_last', this.#account(ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { ...this.#account(ctx), ...refusal(error) });
  }

  #account(ctx: Context) {
    return { from: this.params.to ?? ctx.self.bare, version: this.params.version };
  }
}
