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

const params = v.object({
  jid,
  node: v.exactOptional(v.string()),
  /**
   * Whose question it is: of a person who looks round (`manual`), or of somebody who keeps nothing of
   * the answer (`nosave`). The answer has keys of its own then, so that subscribers can tell.
   */
  purpose: v.exactOptional(v.picklist(['manual', 'nosave'])),
});

const answers = { manual: 'manual', nosave: 'nosave_handle' } as const;
const failures = { manual: 'manual_error', nosave: 'nosave_error' } as const;

type Failure =
  'error' | 'errorregistrationrequired' | 'errorremoteservernotfound' | 'errorremoteservertimeout';

/**
 * Asks an entity what belongs to it: a server its services, a service its rooms, an account its
 * nodes (XEP-0030 section 4). Answers with `disco_items_handle`, or as `purpose` says; each error packet says who was asked.
 */
@action('Disco/Items', {
  params,
  idempotent: true,
})
export class ItemsDisco extends Action<'Disco/Items', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(this.params.jid, discoItemsRequest(this.params.node));
  }

  override handle(reply: Element, ctx: Context) {
    const items = readDiscoItems(reply);
    // Who has no items gives an empty query, and not none (section 4.1).
    if (items === undefined)
      throw new MalformedStanza('expected one disco#items query in the answer');
    const { purpose, ...asked } = this.params;
    // Moxl's key for the answer to a person has no method of its own.
    const method = purpose === undefined ? 'handle' : answers[purpose];
    ctx.deliver(method, { ...asked, items });
  }

  override error(error: ActionError, ctx: Context) {
    this.#fail('error', error, ctx);
  }

  override errorRegistrationRequired(error: StanzaError, ctx: Context) {
    this.#fail('errorregistrationrequired', error, ctx);
  }

  override errorRemoteServerNotFound(error: StanzaError, ctx: Context) {
    this.#fail('errorremoteservernotfound', error, ctx);
  }

  override errorRemoteServerTimeout(error: StanzaError, ctx: Context) {
    this.#fail('errorremoteservertimeout', error, ctx);
  }

  #fail(method: Failure, error: ActionError, ctx: Context) {
    const { purpose, ...asked } = this.params;
    const said = { ...asked, ...v.parse(errorContent, error) };
    ctx.deliver(purpose === undefined ? method : failures[purpose], said);
  }
}
