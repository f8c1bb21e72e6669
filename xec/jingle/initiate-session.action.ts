import { iqSet, jingleElement, type Element } from '@xec/stanza';
import {
  Action,
  action,
  type ActionContext,
  type ActionError,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { asked, contentParams, lostSession, refused, type ContentParams } from './requests.js';
import { learnSession, mediaOf, sessionChange, sessionOf } from './sessions.js';

type Context = ActionContext<'Jingle/SessionInitiate'>;

/**
 * Begins a session with `to`, a full JID (XEP-0166 section 7.2.10): the one that said `proceed`, where
 * the call was proposed before; its `sid` is that of the proposal then. Answers with
 * `jingle_sessioninitiate_handle`, when the peer has it; whether it takes the call comes later, as
 * `jingle_sessionaccept` or `jingle_sessionterminate`.
 *
 * "the initiator MUST consider the session to be live as soon as it sends the session-initiate"
 * (XEP-0176 section 5.2): candidates may be sent at once.
 */
@action('Jingle/SessionInitiate', { params: contentParams })
export class InitiateSession extends Action<'Jingle/SessionInitiate', ContentParams> {
  override build(ctx: BuildContext) {
    const { to, ...parts } = this.params;
    if (sessionOf(ctx, this.params) !== undefined) {
      throw new Error(`expected a new session, got ${parts.sid}, which ${to} has with us already`);
    }
    const initiator = ctx.self.toString();
    return iqSet(to, jingleElement({ ...parts, action: 'session-initiate', initiator }));
  }

  override begin(ctx: BuildContext) {
    const { to, sid } = this.params;
    const self = ctx.self.toString();
    const media = mediaOf(this.params);
    return [
      sessionChange(this.params, {
        ...{ sid, peer: to, self, media },
        role: 'initiator',
        state: 'pending',
      }),
    ];
  }

  override handle(_reply: Element, ctx: Context) {
    const session = sessionOf(ctx, this.params);
    if (session?.role === 'initiator') learnSession(ctx, { ...session, at: ctx.now() });
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('erroritemnotfound', this.#failed(error, ctx));
  }

  override errorUnexpectedRequest(error: StanzaError, ctx: Context) {
    ctx.deliver('errorunexpectedrequest', this.#failed(error, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#failed(error, ctx));
  }

  /** A session of that name that the peer began meanwhile is another one. */
  #failed(error: ActionError, ctx: Context) {
    const isOurs = sessionOf(ctx, this.params)?.role === 'initiator';
    return isOurs ? lostSession(ctx, this.params, error) : refused(this.params, error);
  }
}
