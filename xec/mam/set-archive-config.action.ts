import { iqSet, preferencesElement, readPreferences, type Element } from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { preferencesSchema } from './schema.js';

/**
 * Says what the own archive is to keep (XEP-0441 section 2.2); all of it is replaced. Answers with
 * `mam_setconfig_handle`: what the server made of it, which need not be the same.
 */
@action('MAM/SetConfig', { params: preferencesSchema, idempotent: true })
export class SetArchiveConfig extends Action<
  'MAM/SetConfig',
  v.InferOutput<typeof preferencesSchema>
> {
  override build() {
    return iqSet(undefined, preferencesElement(this.params));
  }

  override handle(reply: Element, ctx: ActionContext<'MAM/SetConfig'>) {
    ctx.deliver('handle', readPreferences(reply) ?? this.params);
  }
}
