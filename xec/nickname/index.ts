import { NS_NICK, nicknameElement, readNickname } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { nicknameSchema, packets } from './packets.js';

const node = pepNode({
  name: 'Nickname',
  publish: 'Nickname/Set',
  retract: 'Nickname/Retract',
  get: 'Nickname/Get',
  node: NS_NICK,
  content: nicknameSchema,
  read: readNickname,
  write: nicknameElement,
});

/** Publishes it. Answers with `nickname_set_handle`. */
export const SetNickname = node.Publish;
/** Takes back what is published. Answers with `nickname_retract_handle`. */
export const RetractNickname = node.Retract;
/** Asks an account for it. Answers with `nickname_get_handle`. */
export const GetNickname = node.Get;
/** Hears of what is published: `nickname`, `nickname_retract`. */
export const NicknamePublished = node.Event;

export { nicknameSchema };

/** What somebody wants to be called (XEP-0172): publishes it, and hears of those whose presence we see. */
export const nickname = feature({
  name: 'nickname',
  xeps: [
    { xep: '0172', version: '1.1', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Asks services to send it (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [NS_NICK, `${NS_NICK}+notify`],
  packets,
  actions: [SetNickname, RetractNickname, GetNickname],
  payloads: [NicknamePublished],
});
