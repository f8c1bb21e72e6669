import {
  MalformedStanza,
  copyElement,
  isEmpty,
  iqGet,
  privateRequest,
  readPrivate,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { namespace } from './schema.js';

const params = v.object({
  /** The name of the element. */
  name: v.pipe(v.string(), v.regex(/^[A-Za-z_][\w.-]*$/)),
  namespace,
});

/**
 * Asks for what is kept for the own account in the older way (XEP-0049 section 2): the element `name` of
 * a namespace. Answers with `storage_getprivate_handle`; without `data` where nothing is kept.
 */
@action('Storage/GetPrivate', { params, idempotent: true })
export class GetPrivate extends Action<'Storage/GetPrivate', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(undefined, privateRequest(this.params.name, this.params.namespace));
  }

  override handle(reply: Element, ctx: ActionContext<'Storage/GetPrivate'>) {
    const { name, namespace: ns } = this.params;
    const el = readPrivate(reply);
    if (el?.is(name, ns) !== true) throw new MalformedStanza('expected the element asked for');
    ctx.deliver('handle', {
      namespace: ns,
      ...(!isEmpty(el) && { data: copyElement(el).toString() }),
    });
  }
}
