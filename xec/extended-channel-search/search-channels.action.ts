import {
  MalformedStanza,
  NS_CHANNEL_SEARCH,
  channelSearch,
  channelSearchForm,
  iqGet,
  readFoundChannels,
  readPage,
  readRetryAfter,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { searchParams } from './schema.js';

type Context = ActionContext<'ExtendedChannelSearch/Search'>;

/**
 * Searches a service for rooms and channels (XEP-0433 section 3.2.2), with a query of ours or its own form
 * filled in. Answers with `extendedchannelsearch_search_handle`; the next page is the same with
 * `nextPage(…)`. What is searched for is told to the service (section 7).
 */
@action('ExtendedChannelSearch/Search', { params: searchParams, idempotent: true })
export class SearchChannels extends Action<
  'ExtendedChannelSearch/Search',
  v.InferOutput<typeof searchParams>
> {
  override build() {
    const { params } = this;
    const form = 'form' in params ? params.form : channelSearchForm(params.query);
    return iqGet(params.to, channelSearch(form, params.page));
  }

  override handle(reply: Element, ctx: Context) {
    const channels = readFoundChannels(reply);
    const result = reply.getChild('result', NS_CHANNEL_SEARCH);
    if (channels === undefined || result === undefined) {
      throw new MalformedStanza('expected a result in the answer');
    }
    const page = readPage(result);
    ctx.deliver('handle', {
      to: this.params.to,
      channels,
      ...(page !== undefined && { page }),
    });
  }

  override error(error: ActionError, ctx: Context) {
    const retryAfter = ctx.stanza && readRetryAfter(ctx.stanza);
    ctx.deliver('error', {
      to: this.params.to,
      ...v.parse(errorContent, error),
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
}
