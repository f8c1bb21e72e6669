import { deleteNode, iqSet, omemoBundlePlace, retractItem, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type StanzaError } from '../core/index.js';
import { device, version } from './schema.js';

type Context = ActionContext<'OMEMO/DeleteBundle'>;

const params = v.object({ version, device });

/**
 * Takes the keys of a device of the own account away (XEP-0384 section 6): the node in 0.3, the item in 2.
 * Answers with `omemo_deletebundle_handle`, also where there were none.
 *
 * Take the device out of the list first, with `OMEMO/SetDevicesList`.
 */
@action('OMEMO/DeleteBundle', { params, idempotent: true, untold: ['item-not-found'] })
export class DeleteBundle extends Action<'OMEMO/DeleteBundle', v.InferOutput<typeof params>> {
  override build() {
    const { version: of, device: id } = this.params;
    const place = omemoBundlePlace(of, id);
    const isNode = of === 'legacy';
    return iqSet(undefined, isNode ? deleteNode(place.node) : retractItem(place.node, place.id));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', this.params);
  }

  override errorItemNotFound(_error: StanzaError, ctx: Context) {
    ctx.deliver('handle', this.params);
  }
}
