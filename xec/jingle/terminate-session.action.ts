import { iqSet, jingleElement, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { asked, sessionNames } from './requests.js';
import { jingleReasonSchema } from './schema.js';
import { sessionChange } from './sessions.js';

const params = v.object({ ...sessionNames, reason: v.exactOptional(jingleReasonSchema) });

/**
 * Ends a session, or declines one that the peer began (XEP-0166 section 7.2.11). Answers with
 * `jingle_sessionterminate_handle`. The session has ended at once: what its peer still sends in it is
 * refused.
 */
@action('Jingle/SessionTerminate', { params })
export class TerminateSession extends Action<
  'Jingle/SessionTerminate',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, ...parts } = this.params;
    return iqSet(to, jingleElement({ ...parts, action: 'session-terminate' }));
  }

  override begin() {
    return [sessionChange(this.params, undefined)];
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/SessionTerminate'>) {
    ctx.deliver('handle', asked(this.params));
  }
}
