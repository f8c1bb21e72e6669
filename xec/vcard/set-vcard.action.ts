import { iqSet, vcardElement, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { keepOwnPhoto } from './own-photo.js';
import { vcardSchema } from './schema.js';

/**
 * Replaces the own vCard (XEP-0054 section 3.2). Answers with `vcard_set_handle`.
 *
 * To change one thing, ask for the vCard, change it and give it back whole: what we have no name for
 * is in its `rest` fields and survives.
 */
@action('Vcard/Set', { params: v.object({ vcard: vcardSchema }) })
export class SetVcard extends Action<'Vcard/Set', { vcard: v.InferOutput<typeof vcardSchema> }> {
  override build() {
    return iqSet(undefined, vcardElement(this.params.vcard));
  }

  override handle(_reply: Element, ctx: ActionContext<'Vcard/Set'>) {
    keepOwnPhoto(ctx, this.params.vcard);
    ctx.deliver('handle', {});
  }
}
