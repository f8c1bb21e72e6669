import { MalformedStanza, mucItemsRequest, readItemList, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { affiliation, role } from './schema.js';

const params = v.union([
  v.strictObject({ room: bareJid, affiliation }),
  /** The occupants with that role. */
  v.strictObject({ room: bareJid, role }),
]);

/**
 * Asks a room who has an affiliation (XEP-0045 sections 9.2, 9.5, 10.5 and 10.8) or a role (sections
 * 8.5 and 9.8). Answers with `muc_getmembers_handle`.
 */
@action('Muc/GetMembers', { params, idempotent: true })
export class GetMembers extends Action<'Muc/GetMembers', v.InferOutput<typeof params>> {
  override build() {
    const { room, ...of } = this.params;
    return mucItemsRequest(room, of);
  }

  override handle(reply: Element, ctx: ActionContext<'Muc/GetMembers'>) {
    const members = readItemList(reply);
    if (members === undefined) throw new MalformedStanza('expected a muc#admin query');
    ctx.deliver('handle', { ...this.params, members });
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/GetMembers'>) {
    ctx.deliver('error', { ...this.params, ...v.parse(errorContent, error) });
  }
}
