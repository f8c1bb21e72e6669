/** Messages of the corpus, as Prosody and ejabberd deliver them. */
import type { Random } from '@xec/testing';
import { SELF, SELF_FULL, contacts, device, occupant, rooms } from './people.js';
import { sentence, stamp, uuid } from './words.js';

const stanzaId = (by: string, random: Random): string =>
  `<stanza-id xmlns='urn:xmpp:sid:0' by='${by}' id='${uuid(random)}'/>`;

/** What a modern client puts beside a body. One in five asks for a receipt. */
function trimmings(id: string, random: Random): string {
  const receipt = random.chance(0.2) ? `<request xmlns='urn:xmpp:receipts'/>` : '';
  const origin = `<origin-id xmlns='urn:xmpp:sid:0' id='${id}'/>`;
  const state = `<active xmlns='http://jabber.org/protocol/chatstates'/>`;
  return `${origin}<markable xmlns='urn:xmpp:chat-markers:0'/>${state}${receipt}`;
}

export function chat(random: Random): string {
  const id = uuid(random);
  return (
    `<message xmlns='jabber:client' type='chat' id='${id}' from='${device(random)}' to='${SELF}'>` +
    `<body>${sentence(random)}</body>${trimmings(id, random)}${stanzaId(SELF, random)}</message>`
  );
}

export function groupchat(random: Random): string {
  const id = uuid(random);
  const from = occupant(random);
  const [room = ''] = from.split('/');
  return (
    `<message xmlns='jabber:client' type='groupchat' id='${id}' from='${from}' to='${SELF_FULL}'>` +
    `<body>${sentence(random)}</body><origin-id xmlns='urn:xmpp:sid:0' id='${id}'/>` +
    `<occupant-id xmlns='urn:xmpp:occupant-id:0' id='${uuid(random)}'/>${stanzaId(room, random)}</message>`
  );
}

/** A message within a result, a carbon, or another wrapper. */
function forwarded(random: Random, delay: string): string {
  const id = uuid(random);
  const [from, to] = random.chance(0.5) ? [device(random), SELF] : [SELF_FULL, device(random)];
  return (
    `<forwarded xmlns='urn:xmpp:forward:0'>${delay}` +
    `<message xmlns='jabber:client' type='chat' id='${id}' from='${from}' to='${to}'>` +
    `<body>${sentence(random)}</body>` +
    `<origin-id xmlns='urn:xmpp:sid:0' id='${id}'/></message></forwarded>`
  );
}

/** A result of the archive query number `query` (XEP-0313). */
export function archived(random: Random, query: number): string {
  const delay = `<delay xmlns='urn:xmpp:delay' stamp='${stamp(random)}'/>`;
  return (
    `<message xmlns='jabber:client' from='${SELF}' to='${SELF_FULL}'>` +
    `<result xmlns='urn:xmpp:mam:2' queryid='page-${query}' id='${uuid(random)}'>` +
    `${forwarded(random, delay)}</result></message>`
  );
}

export function carbon(random: Random): string {
  const direction = random.chance(0.5) ? 'sent' : 'received';
  return (
    `<message xmlns='jabber:client' type='chat' from='${SELF}' to='${SELF_FULL}'>` +
    `<${direction} xmlns='urn:xmpp:carbons:2'>${forwarded(random, '')}</${direction}></message>`
  );
}

export function chatState(random: Random): string {
  const state = random.pick(['composing', 'paused', 'active', 'inactive'] as const);
  return (
    `<message xmlns='jabber:client' type='chat' from='${device(random)}' to='${SELF}'>` +
    `<${state} xmlns='http://jabber.org/protocol/chatstates'/>` +
    `<no-store xmlns='urn:xmpp:hints'/></message>`
  );
}

/** What says of an earlier message that it arrived, or was seen. */
const about = (name: 'received' | 'displayed', xmlns: string) => (random: Random) =>
  `<message xmlns='jabber:client' type='chat' id='${uuid(random)}' from='${device(random)}' ` +
  `to='${SELF}'><${name} xmlns='${xmlns}' id='${uuid(random)}'/>` +
  `<store xmlns='urn:xmpp:hints'/></message>`;

export const receipt = about('received', 'urn:xmpp:receipts');
export const marker = about('displayed', 'urn:xmpp:chat-markers:0');

const EVENTS: readonly ((random: Random) => readonly [node: string, payload: string])[] = [
  (random) => [
    'http://jabber.org/protocol/tune',
    `<tune xmlns='http://jabber.org/protocol/tune'><artist>Prokofiev</artist>` +
      `<length>${random.between(60, 600)}</length><title>${sentence(random).slice(0, 20).replace(/&.*/u, '')}</title></tune>`,
  ],
  () => [
    'http://jabber.org/protocol/mood',
    `<mood xmlns='http://jabber.org/protocol/mood'><in_love/><text>as ever</text></mood>`,
  ],
  (random) => [
    'http://jabber.org/protocol/nick',
    `<nick xmlns='http://jabber.org/protocol/nick'>Romeo ${random.between(1, 99)}</nick>`,
  ],
];

/** What a contact published (XEP-0163). */
export function pep(random: Random): string {
  const [node, payload] = random.pick(EVENTS)(random);
  return (
    `<message xmlns='jabber:client' type='headline' from='${random.pick(contacts)}' to='${SELF_FULL}'>` +
    `<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='${node}'>` +
    `<item id='current'>${payload}</item></items></event></message>`
  );
}

/** A message of ours that came back. */
export const refused = (random: Random): string =>
  `<message xmlns='jabber:client' type='error' id='${uuid(random)}' ` +
  `from='${random.pick(random.chance(0.5) ? contacts : rooms)}' to='${SELF_FULL}'>` +
  `<body>${sentence(random)}</body><error type='cancel'>` +
  `<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>` +
  `<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>User session not found</text></error></message>`;
