import { iqGet, pingRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

/**
 * Pings any entity: a contact's resource, a component (XEP-0199 sections 4.3 to 4.5). Answers with
 * `ping_entity_handle`. An entity that does not know pings ends it in
 * `ping_entity_errorserviceunavailable`, and may be there all the same.
 */
@action('Ping/Entity', { params: v.object({ jid }), idempotent: true })
export class PingEntity extends Action<'Ping/Entity', { jid: string }> {
  override build() {
    return iqGet(this.params.jid, pingRequest());
  }

  override handle(_reply: Element, ctx: ActionContext<'Ping/Entity'>) {
    ctx.deliver('handle', this.params);
  }
}
