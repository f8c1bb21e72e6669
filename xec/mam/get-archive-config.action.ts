import {
  MalformedStanza,
  iqGet,
  preferencesRequest,
  readPreferences,
  type Element,
} from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';

/** Asks what the own archive keeps (XEP-0441 section 2.1). Answers with `mam_getconfig_handle`. */
@action('MAM/GetConfig', { idempotent: true })
export class GetArchiveConfig extends Action<'MAM/GetConfig'> {
  override build() {
    return iqGet(undefined, preferencesRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'MAM/GetConfig'>) {
    const preferences = readPreferences(reply);
    if (preferences === undefined) throw new MalformedStanza('expected preferences in the answer');
    ctx.deliver('handle', preferences);
  }
}
