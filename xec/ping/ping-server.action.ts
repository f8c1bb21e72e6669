import { iqGet, pingRequest, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';

/** Pings the own server (XEP-0199 section 4.2). Answers with `ping_server_handle`. */
@action('Ping/Server', { idempotent: true })
export class PingServer extends Action<'Ping/Server'> {
  override build() {
    return iqGet(undefined, pingRequest());
  }

  override handle(_reply: Element, ctx: ActionContext<'Ping/Server'>) {
    ctx.deliver('handle', {});
  }
}
