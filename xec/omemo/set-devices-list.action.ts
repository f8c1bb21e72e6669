import { omemoDevicesElement, omemoDevicesNodes } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext, type BuildContext } from '../core/index.js';
import { PublishAction, mending } from '../pubsub/index.js';
import { withdrawn } from './own-device.js';
import { omemoDevicesSchema } from './schema.js';

const params = v.object({ ...omemoDevicesSchema.entries, mending: v.exactOptional(mending) });
type Params = v.InferOutput<typeof params>;

/**
 * Says which devices of the own account encrypt (XEP-0384 section 5.3.1), to everybody, "to give entities
 * without presence subscription read access". Answers with `omemo_setdeviceslist_handle`.
 *
 * The whole list is replaced: add to the one that `omemodevices` or `OMEMO/GetDevicesList` told last.
 */
@action('OMEMO/SetDevicesList', { params, idempotent: true, aliases: ['OMEMO/SetDeviceList'] })
export class SetDevicesList extends PublishAction<'OMEMO/SetDevicesList', Params> {
  /** The event of the list comes before its answer. */
  override begin(ctx: BuildContext) {
    return withdrawn(ctx, this.params);
  }

  protected override publication() {
    return {
      node: omemoDevicesNodes[this.params.version],
      id: 'current',
      payload: omemoDevicesElement(this.params),
      options: { access_model: 'open' as const },
    };
  }

  protected override published(_id: string, ctx: ActionContext<'OMEMO/SetDevicesList'>) {
    const { version, devices } = this.params;
    ctx.deliver('handle', { version, devices });
  }
}
