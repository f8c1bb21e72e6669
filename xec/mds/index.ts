import { NS_MDS, mdsElement, privateListOptions, readMds } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { mdsSchema, packets } from './packets.js';

const node = pepNode({
  name: 'MDSDisplayed',
  publish: 'Message/MDSDisplayed',
  retract: 'MDS/Retract',
  get: 'MDS/Get',
  node: NS_MDS,
  content: mdsSchema,
  read: readMds,
  write: mdsElement,
  idOf: ({ chat }) => chat,
  options: privateListOptions,
  // "Clients MUST verify that the bare JID of the sender is their own" (XEP-0490 section 4.3).
  from: 'self',
});

/** Tells the own devices up to which message a conversation was shown. Answers with `message_mdsdisplayed_handle`. */
export const SendMdsDisplayed = node.Publish;
/** Forgets it for one conversation, the `id`. Answers with `mds_retract_handle`. */
export const RetractMdsDisplayed = node.Retract;
/** Asks for all conversations. Answers with `mds_get_handle`. */
export const GetMdsDisplayed = node.Get;
/** Hears of the own devices: `mdsdisplayed`. */
export const MdsDisplayedPublished = node.Event;

export { mdsSchema };

/** Message Displayed Synchronization (XEP-0490): what one device showed, the others know. */
export const mds = feature({
  name: 'mds',
  xeps: [
    { xep: '0490', version: '1.0.1', since: '0.1.0' },
    { xep: '0223', version: '1.1.1', since: '0.1.0' },
  ],

  namespaces: [`${NS_MDS}+notify`],
  packets,
  actions: [SendMdsDisplayed, RetractMdsDisplayed, GetMdsDisplayed],
  payloads: [MdsDisplayedPublished],
});
