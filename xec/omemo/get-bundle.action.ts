import {
  MalformedStanza,
  iqGet,
  itemsRequest,
  omemoBundlePlace,
  readItemsAnswer,
  readOmemoBundle,
  type Element,
  type OmemoBundle,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  MalformedReplyError,
  action,
  bareJid,
  gatheringSchema,
  heldBy,
  isLastOf,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { device, refusal, version } from './schema.js';

type Context = ActionContext<'OMEMO/GetBundle'>;

const params = v.object({
  to: v.exactOptional(bareJid),
  version,
  device,
  gathering: v.exactOptional(gatheringSchema),
});

/**
 * Asks for the keys of a device (XEP-0384 section 5.4); without `to` one of the own account. Answers with
 * `omemo_getbundle_handle` or `omemo_getbundle_error`; and with `omemo_getbundle_last` where it is the last
 * of those that `OMEMO/GetDevicesList` began.
 *
 * Verify the signature of the signed key before the keys are used.
 */
@action('OMEMO/GetBundle', { params, idempotent: true })
export class GetBundle extends Action<'OMEMO/GetBundle', v.InferOutput<typeof params>> {
  override build() {
    const { node, id } = this.#place;
    // In 0.3 the node has one item, and some clients name it differently.
    const which = this.params.version === 'legacy' ? { max: 1 } : { ids: [id] };
    return iqGet(this.params.to, itemsRequest({ node, ...which }));
  }

  override holds() {
    return heldBy(this.params.gathering);
  }

  override handle(reply: Element, ctx: Context) {
    const bundle = this.#bundleIn(reply);
    if (bundle !== undefined) {
      ctx.deliver('handle', { ...this.#device(ctx), bundle });
      this.#done(ctx);
      return;
    }
    const fault = new MalformedStanza('expected the keys of the device');
    // The others of a gathering wait for this one: it is to end in order.
    if (this.params.gathering === undefined) throw fault;
    this.error(new MalformedReplyError(this.actionName, fault), ctx);
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { ...this.#device(ctx), ...refusal(error) });
    this.#done(ctx);
  }

  #done(ctx: Context): void {
    const { from, version: of } = this.#device(ctx);
    if (isLastOf(this.params.gathering, ctx)) ctx.deliver('last', { from, version: of });
  }

  #bundleIn(reply: Element): OmemoBundle | undefined {
    const items = readItemsAnswer(reply)?.items ?? [];
    const isLegacy = this.params.version === 'legacy';
    const item = isLegacy ? items.at(-1) : items.find(({ id }) => id === this.#place.id);
    const bundle = item?.payload && readOmemoBundle(item.payload);
    return bundle?.version === this.params.version ? bundle : undefined;
  }

  #device(ctx: Context) {
    const { to, version: of, device: id } = this.params;
    return { from: to ?? ctx.self.bare, version: of, device: id };
  }

  get #place() {
    return omemoBundlePlace(this.params.version, this.params.device);
  }
}
