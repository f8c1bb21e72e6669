import { iqSet, retractItem, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext } from '../core/index.js';
import { space } from './schema.js';

const params = v.object({ ...space, room: bareJid });

/**
 * Takes a room out of a space (XEP-0060 section 7.2); the room itself stays. Answers with
 * `space_deleteroom_handle`.
 */
@action('Space/DeleteRoom', { params })
export class DeleteSpaceRoom extends Action<'Space/DeleteRoom', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, room } = this.params;
    return iqSet(to, retractItem(node, room));
  }

  override handle(_reply: Element, ctx: ActionContext<'Space/DeleteRoom'>) {
    const { to, node, room } = this.params;
    ctx.deliver('handle', { from: to, node, room });
  }
}
