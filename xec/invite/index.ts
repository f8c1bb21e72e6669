import { feature } from '../core/index.js';
import { CreateInvite } from './create-invite.action.js';
import { packets } from './packets.js';

export { CreateInvite };

/** Invitations (XEP-0401): lets the own server make them. */
export const invite = feature({ name: 'invite', packets, actions: [CreateInvite] });
