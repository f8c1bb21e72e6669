/** What people say of themselves. */
export { AvatarEditor } from './avatar-editor.js';
export { ContactProfile } from './contact-profile.js';
export { ProfileModel, profileKeys } from './profile-model.js';
export { ProfileWidget } from './profile.js';

/** All actions that they request. */
export const profileActions: readonly string[] = [
  ...['Avatar/Get', 'Avatar/GetMetadata', 'Avatar/Set', 'Avatar/SetMetadata'],
  ...['Blocking/Block', 'Blocking/Request', 'Blocking/Unblock', 'Mood/Get', 'Nickname/Get'],
  ...['Nickname/Retract', 'Nickname/Set', 'Roster/RemoveItem', 'Tune/Get', 'Vcard4/Get'],
  'Vcard4/Set',
];
