import type { Element } from '@xec/stanza';
import {
  Action,
  action,
  type ActionContext,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { asked, contentParams, inSession, lostSession, type ContentParams } from './requests.js';
import { sessionChange, sessionOf } from './sessions.js';

/**
 * Takes a session that the peer began (XEP-0166 section 7.2.8); contents that it lacks are not taken.
 * Answers with `jingle_sessionaccept_handle`.
 */
@action('Jingle/SessionAccept', { params: contentParams })
export class AcceptSession extends Action<'Jingle/SessionAccept', ContentParams> {
  override build(ctx: BuildContext) {
    const session = sessionOf(ctx, this.params);
    if (session !== undefined && (session.role !== 'responder' || session.state !== 'pending')) {
      throw new Error(`expected a session that waits for us, got ${session.sid}`);
    }
    return inSession(ctx, 'session-accept', { ...this.params, responder: ctx.self.toString() });
  }

  override begin(ctx: BuildContext) {
    const session = sessionOf(ctx, this.params);
    return session === undefined
      ? []
      : [sessionChange(this.params, { ...session, state: 'active' })];
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/SessionAccept'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/SessionAccept'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
