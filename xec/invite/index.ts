import { feature } from '../core/index.js';
import { CreateInvite } from './create-invite.action.js';
import { packets } from './packets.js';

export { CreateInvite };

/** Invitations (XEP-0401): lets the own server make them. */
export const invite = feature({
  name: 'invite',
  xeps: [
    { xep: '0401', version: '0.6.0', since: '0.1.0' },
    {
      xep: '0050',
      version: '1.3.0',
      since: '0.1.0',
      status: 'partial',
      note: 'asks and fills in; own commands are off',
    },
  ],
  packets,
  actions: [CreateInvite],
});
