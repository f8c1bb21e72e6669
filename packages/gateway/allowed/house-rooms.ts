/**
 * What browsers may have of the rooms of `@xec/xec`, which say nothing about browsers themselves.
 */
import type { BrowserUse } from '@xec/xec';

const everything: BrowserUse = { actions: ['*'], keys: ['*'] };

/**
 * By the name of the feature. What is not here is not for browsers: a room that is new has to be thought
 * about first. So `register` is missing: whoever has a tab open for a moment changes no password and
 * removes no account.
 */
const rooms: ReadonlyMap<string, BrowserUse> = new Map([
  // How the login went is the gateway's matter, and what could not be read is the administrator's.
  ['session', { actions: [], keys: ['session_state', 'streamerror'] }],
  ...[
    'roster',
    'disco',
    'caps',
    'presence',
    'message-without-receipts',
    'message',
    'carbons',
    'microblog',
    'ping',
    'vcard',
    'version',
    'entity-time',
    'last-activity',
    'bob',
    'adhoc',
    'invite',
    'blocking',
    'attention',
    'confirm',
    'upload',
    'extended-channel-search',
    'mam',
    'pubsub',
    'mood',
    'activity',
    'tune',
    'location',
    'nickname',
    'vcard4',
    'avatar',
    'banner',
    'storage',
    'mds',
    'bookmark2',
    'bookmark',
    'pubsub-subscription',
    'stories',
    'omemo',
    'space',
    'stickers',
    'muc',
    'jingle',
    'muji',
    'external-services',
    'iq-gateway',
  ].map((name) => [name, everything] as const),
]);

/** What browsers may have of the feature `name` where it does not say so itself. */
export const houseRoom = (name: string): BrowserUse | undefined => rooms.get(name);
