import {
  MalformedStanza,
  NS_CHANNEL_SEARCH,
  channelSearchFormRequest,
  iqGet,
  readDataForm,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

/**
 * Asks a service what can be searched for (XEP-0433 section 3.2.1). Answers with
 * `extendedchannelsearch_getform_handle`.
 */
@action('ExtendedChannelSearch/GetForm', { params: v.object({ to: jid }), idempotent: true })
export class GetSearchForm extends Action<'ExtendedChannelSearch/GetForm', { to: string }> {
  override build() {
    return iqGet(this.params.to, channelSearchFormRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'ExtendedChannelSearch/GetForm'>) {
    const search = reply.getChild('search', NS_CHANNEL_SEARCH);
    const form = search && readDataForm(search);
    if (form === undefined) throw new MalformedStanza('expected a form in the answer');
    ctx.deliver('handle', { to: this.params.to, form });
  }
}
