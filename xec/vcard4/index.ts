import { NS_VCARD4_NODE, readVcard4, vcard4Element } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { packets, vcard4Schema } from './packets.js';

const node = pepNode({
  name: 'Vcard4',
  publish: 'Vcard4/Set',
  retract: 'Vcard4/Retract',
  get: 'Vcard4/Get',
  node: NS_VCARD4_NODE,
  content: vcard4Schema,
  read: readVcard4,
  write: vcard4Element,
  keyOf: () => 'vcard',
});

/** Publishes the own vCard, all of it. Answers with `vcard4_set_handle`. */
export const SetVcard4 = node.Publish;
/** Takes it away. Answers with `vcard4_retract_handle`. */
export const RetractVcard4 = node.Retract;
/** Asks for somebody's. Answers with `vcard4_get_handle`. */
export const GetVcard4 = node.Get;
/** Hears of vCards: `vcard`. */
export const Vcard4Published = node.Event;

export { vcard4Schema };

/** vCard4 over XMPP (XEP-0292): publishes the own one, and hears of those whose presence we see. */
export const vcard4 = feature({
  name: 'vcard4',
  xeps: [
    { xep: '0292', version: '0.12.0', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  namespaces: [`${NS_VCARD4_NODE}+notify`],
  packets,
  actions: [SetVcard4, RetractVcard4, GetVcard4],
  payloads: [Vcard4Published],
});
