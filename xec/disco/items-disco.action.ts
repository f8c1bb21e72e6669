import {
  MalformedStanza,
  discoItemsRequest,
  iqGet,
  readDiscoItems,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  jid,
  type ActionContext,
  type ActionError,
  type StanzaError,
} from '../core/index.js';

type Context = ActionContext<'Disco/Items'>;

/**
 * Asks an entity what belongs to it: a server its services, a service its rooms, an account its
 * nodes (XEP-0030 section 4). Answers with `disco_items_handle`; each error packet says who was asked.
 */
@action('Disco/Items', {
  params: v.object({ jid, node: v.exactOptional(v.string()) }),
  idempotent: true,
})
export class ItemsDisco extends Action<'Disco/Items', { jid: string; node?: string }> {
  override build() {
    return iqGet(this.params.jid, discoItemsRequest(this.params.node));
  }

  override handle(reply: Element, ctx: Context) {
    const items = readDiscoItems(reply);
    // Who has no items gives an empty query, and not none (section 4.1).
    if (items === undefined)
      throw new MalformedStanza('expected one disco#items query in the answer');
    ctx.deliver('handle', { ...this.params, items });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#said(error));
  }

  override errorRegistrationRequired(error: StanzaError, ctx: Context) {
    ctx.deliver('errorregistrationrequired', this.#said(error));
  }

  override errorRemoteServerNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('errorremoteservernotfound', this.#said(error));
  }

  override errorRemoteServerTimeout(error: StanzaError, ctx: Context) {
    ctx.deliver('errorremoteservertimeout', this.#said(error));
  }

  #said(error: ActionError) {
    return { ...this.params, ...v.parse(errorContent, error) };
  }
}
