import { action } from '../core/index.js';
import { CreateRoom } from './create-room.js';
import { newRoom } from './schema.js';

/**
 * Makes a room that was just created the place of one call (XEP-0272): gone with its last occupant, hidden,
 * occupants known to all. Answers with `muc_createmujiroom_handle`.
 */
@action('Muc/CreateMujiRoom', { params: newRoom })
export class CreateMujiRoom extends CreateRoom<'Muc/CreateMujiRoom'> {
  protected override readonly configuration = {
    persistentroom: false,
    publicroom: false,
    membersonly: false,
    whois: 'anyone',
  } as const;
}
