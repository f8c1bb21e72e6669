import { feature } from '../core/index.js';
import { GetSearchForm } from './get-search-form.action.js';
import { packets } from './packets.js';
import { SearchChannels } from './search-channels.action.js';

export { GetSearchForm, SearchChannels };

/** Extended Channel Search (XEP-0433): finds rooms and channels by words. */
export const extendedChannelSearch = feature({
  name: 'extended-channel-search',
  xeps: [
    { xep: '0433', version: '0.1.0', since: '0.1.0' },
    { xep: '0059', version: '1.0', since: '0.1.0' },
  ],

  packets,
  actions: [GetSearchForm, SearchChannels],
});
