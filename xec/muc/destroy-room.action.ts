import { destroyRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { leave } from './room-facts.js';

const params = v.object({
  room: bareJid,
  reason: v.exactOptional(v.string()),
  /** Where to go instead. */
  alternate: v.exactOptional(bareJid),
});

/** Ends a room for all (XEP-0045 section 10.9); owners may. Answers with `muc_destroy_handle`. */
@action('Muc/Destroy', { params })
export class DestroyRoom extends Action<'Muc/Destroy', v.InferOutput<typeof params>> {
  override build() {
    const { room, ...destruction } = this.params;
    return destroyRequest(room, destruction);
  }

  override handle(_reply: Element, ctx: ActionContext<'Muc/Destroy'>) {
    leave(ctx, this.params.room); // its presence may come later, and says the same
    ctx.deliver('handle', this.params);
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/Destroy'>) {
    ctx.deliver('error', { room: this.params.room, ...v.parse(errorContent, error) });
  }
}
