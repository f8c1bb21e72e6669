import { feature } from '../core/index.js';
import { GetSearchForm } from './get-search-form.action.js';
import { packets } from './packets.js';
import { SearchChannels } from './search-channels.action.js';

export { GetSearchForm, SearchChannels };

/** Extended Channel Search (XEP-0433): finds rooms and channels by words. */
export const extendedChannelSearch = feature({
  name: 'extended-channel-search',
  packets,
  actions: [GetSearchForm, SearchChannels],
});
