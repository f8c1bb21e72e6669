import { MalformedStanza, discoInfoRequest, iqGet, readDiscoInfo, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

/**
 * Asks an entity, or one of its nodes, what it is and can do (XEP-0030 section 3). Answers with
 * `disco_request_handle`. Duplicates in the answer are left as they are. What the own account and the
 * own server announce is kept as the fact `announced`.
 */
@action('Disco/Request', {
  params: v.object({ jid, node: v.exactOptional(v.string()) }),
  idempotent: true,
})
export class RequestDisco extends Action<'Disco/Request', { jid: string; node?: string }> {
  override build() {
    return iqGet(this.params.jid, discoInfoRequest(this.params.node));
  }

  override handle(reply: Element, ctx: ActionContext<'Disco/Request'>) {
    const info = readDiscoInfo(reply);
    // "The result MUST contain a <query/> element" (section 3.1).
    if (info === undefined)
      throw new MalformedStanza('expected one disco#info query in the answer');
    const { jid, node } = this.params;
    const isOurs = jid === ctx.self.bare || jid === ctx.self.domain;
    if (isOurs && node === undefined) ctx.learn('announced', jid, { features: info.features });
    ctx.deliver('handle', { ...this.params, ...info });
  }
}
