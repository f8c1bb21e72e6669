/** The house that the tests of rules knock at: all rooms, and the people around it. */
import type { Element } from '@xec/stanza';
import { allFeatures } from '@xec/xec';
import { openRoom, type RoomOptions, type TestRoom } from '../rooms/index.js';
import { probe } from '../reliability/probe/index.js';

/** Our own full and bare JID, and our server. */
export const self = 'juliet@capulet.example/balcony';
export const own = 'juliet@capulet.example';
export const server = 'capulet.example';

/** A contact who may see our presence, as we may see theirs. */
export const romeo = 'romeo@montague.example';
/** A contact who may not see our presence. */
export const paris = 'paris@verona.example';
/** Nobody we know. */
export const mallory = 'mallory@evil.example';
/** A room that we joined as `juliet`, which announces occupant-ids; and one that we did not. */
export const garden = 'garden@rooms.example';
export const tavern = 'tavern@rooms.example';

/** Opens the house. */
export const openHouse = (options: Partial<RoomOptions> = {}): TestRoom =>
  openRoom([...allFeatures, probe], {
    self,
    contacts: { [romeo]: { subscription: 'both' }, [paris]: { subscription: 'to' } },
    rooms: { [garden]: { nick: 'juliet', features: ['urn:xmpp:sid:0', 'urn:xmpp:occupant-id:0'] } },
    ...options,
  });

/** `from='…'`, or nothing. */
export const by = (from: string | undefined): string =>
  from === undefined ? '' : `from='${from}'`;

export const message = (from: string | undefined, content: string, attrs = ''): string =>
  `<message xmlns='jabber:client' ${by(from)} ${attrs}>${content}</message>`;

export const presence = (from: string | undefined, content: string, attrs = ''): string =>
  `<presence xmlns='jabber:client' ${by(from)} ${attrs}>${content}</presence>`;

export const iq = (from: string | undefined, type: string, content: string, id = 'q1'): string =>
  `<iq xmlns='jabber:client' ${by(from)} type='${type}' id='${id}'>${content}</iq>`;

/** What somebody says with a number; the packet `probetold` has it. */
export const told = (n = 1): string => `<told xmlns='urn:xec:probe' n='${String(n)}'/>`;

/** The event of a pubsub node with one item. */
export const event = (node: string, item: string, id = 'current'): string =>
  `<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='${node}'>` +
  `<item id='${id}'>${item}</item></items></event>`;

/** Whether nothing came of it: no packet, and nothing left. */
export const isSilent = ({ packets, sent }: TestRoom): boolean =>
  packets.length === 0 && sent.length === 0;

/** Everybody who is not the own account. */
export const strangers: readonly string[] = [
  mallory,
  `${mallory}/x`,
  romeo,
  `${romeo}/orchard`,
  self,
  `${own}/phone`,
  server,
  'evil.example',
  `${garden}/romeo`,
  garden,
  'juliet@capulet.example.evil.example',
  'julief@capulet.example',
];

/** What came of one stanza. */
export function after(stanza: string | Element, options: Partial<RoomOptions> = {}): TestRoom {
  const house = openHouse(options);
  house.receive(stanza);
  return house;
}

/** The type of what is said to a whole room. */
export const inRoom = "type='groupchat'";

/** A message in another stanza. */
export const chat = (from: string, body: string): string =>
  `<message xmlns='jabber:client' type='chat' from='${from}' to='${own}'><body>${body}</body></message>`;

export const forward = (inner: string): string =>
  `<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`;

export const carbon = (direction: string, inner: string): string =>
  `<${direction} xmlns='urn:xmpp:carbons:2'>${forward(inner)}</${direction}>`;
