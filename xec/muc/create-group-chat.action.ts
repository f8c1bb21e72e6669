import { action } from '../core/index.js';
import { CreateRoom } from './create-room.js';
import { newRoom } from './schema.js';

/**
 * Makes a room that was just created a group chat: lasting, hidden, for members only, who know each other
 * (XEP-0045 section 10.1.3). Answers with `muc_creategroupchat_handle`.
 */
@action('Muc/CreateGroupChat', { params: newRoom })
export class CreateGroupChat extends CreateRoom<'Muc/CreateGroupChat'> {
  protected override readonly configuration = {
    persistentroom: true,
    publicroom: false,
    membersonly: true,
    whois: 'anyone',
  } as const;
}
