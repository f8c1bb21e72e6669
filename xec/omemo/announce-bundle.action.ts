import { omemoBundleElement, omemoBundlePlace } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext } from '../core/index.js';
import { PublishAction, mending } from '../pubsub/index.js';
import { announced } from './own-device.js';
import { device, omemoBundleSchema } from './schema.js';

const params = v.object({
  /** This device. */
  device,
  /** Its public keys; the private ones stay with the provider. */
  bundle: omemoBundleSchema,
  mending: v.exactOptional(mending),
});
type Params = v.InferOutput<typeof params>;

/**
 * Publishes the keys of this device (XEP-0384 section 5.3.2), for everybody. Answers with
 * `omemo_announcebundle_handle`.
 *
 * Do it before the device is put into the list: those who find it there ask for its keys. From then on the
 * session puts this device back into a list of the own account that lacks it.
 */
@action('OMEMO/AnnounceBundle', { params, idempotent: true })
export class AnnounceBundle extends PublishAction<'OMEMO/AnnounceBundle', Params> {
  protected override publication() {
    const { device: id, bundle } = this.params;
    const isLegacy = bundle.version === 'legacy';
    return {
      ...omemoBundlePlace(bundle.version, id),
      payload: omemoBundleElement(bundle),
      options: {
        access_model: 'open' as const,
        // One item for each device: "the value for 'pubsub#max_items' … MUST be set to 'max'".
        ...(!isLegacy && { max_items: 'max' }),
      },
    };
  }

  protected override published(_id: string, ctx: ActionContext<'OMEMO/AnnounceBundle'>) {
    const { device: id, bundle } = this.params;
    announced(ctx, bundle.version, id);
    ctx.deliver('handle', { version: bundle.version, device: id });
  }
}
