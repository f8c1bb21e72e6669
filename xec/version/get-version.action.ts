import { MalformedStanza, iqGet, readVersion, versionRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

/**
 * Asks a server, a component or somebody's resource which software it is (XEP-0092 section 2).
 * Answers with `version_get_handle`. An account, a bare JID, mostly has no answer.
 */
@action('Version/Get', { params: v.object({ jid }), idempotent: true })
export class GetVersion extends Action<'Version/Get', { jid: string }> {
  override build() {
    return iqGet(this.params.jid, versionRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'Version/Get'>) {
    const version = readVersion(reply);
    if (version === undefined)
      throw new MalformedStanza('expected a name and a version in the answer');
    ctx.deliver('handle', { ...this.params, ...version });
  }
}
