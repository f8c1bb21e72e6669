import { action } from '../core/index.js';
import { CreateRoom } from './create-room.js';
import { newRoom } from './schema.js';

/**
 * Makes a room that was just created a channel: lasting, found by all, open to all, occupants known to its
 * moderators only (XEP-0045 section 10.1.3). Answers with `muc_createchannel_handle`.
 */
@action('Muc/CreateChannel', { params: newRoom })
export class CreateChannel extends CreateRoom<'Muc/CreateChannel'> {
  protected override readonly configuration = {
    persistentroom: true,
    publicroom: true,
    membersonly: false,
    whois: 'moderators',
  } as const;
}
