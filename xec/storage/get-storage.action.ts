import {
  MalformedStanza,
  copyElement,
  iqGet,
  itemsRequest,
  readItemsAnswer,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { namespace } from './schema.js';

type Context = ActionContext<'Storage/Get'>;

const params = v.object({ to: v.exactOptional(bareJid), namespace });

/**
 * Asks for what is kept under a namespace for the own account (XEP-0223 section 3), or what the account `to` keeps
 * there for others (XEP-0222 section 3). Answers with `storage_get_handle`; without `data` where nothing is kept now.
 */
@action('Storage/Get', { params, idempotent: true })
export class GetStorage extends Action<'Storage/Get', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(this.params.to, itemsRequest({ node: this.params.namespace, max: 1 }));
  }

  override handle(reply: Element, ctx: Context) {
    const answer = readItemsAnswer(reply);
    if (answer === undefined) throw new MalformedStanza('expected the items of the node');
    const el = answer.items.find(({ payload }) => payload?.getNS() === this.params.namespace);
    ctx.deliver('handle', {
      ...this.#place,
      ...(el?.payload && { data: copyElement(el.payload).toString() }),
    });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { ...this.#place, ...v.parse(errorContent, error) });
  }
  get #place() {
    const { to, namespace: ns } = this.params;
    return { namespace: ns, ...(to !== undefined && { from: to }) };
  }
}
