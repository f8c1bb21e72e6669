/**
 * Where an element can stand in a stanza: at its place, too high, too deep, and in quotations.
 */
import { xml, type XmlElement } from '@xec/stanza';
import type { Registration } from '@xec/xec';

/** Puts an element into a stanza of a kind. */
export type Place = (element: XmlElement, stanza: XmlElement) => XmlElement;

const inMessage = (element: XmlElement): XmlElement =>
  element.is('message', 'jabber:client')
    ? element
    : xml('message', { xmlns: 'jabber:client' }, element);

const forwarded = (element: XmlElement): XmlElement =>
  xml('forwarded', { xmlns: 'urn:xmpp:forward:0' }, inMessage(element));

function filled(stanza: XmlElement, child: XmlElement): XmlElement {
  stanza.cnode(child);
  return stanza;
}

/** The places that an element of this registration is put to. */
export function placesFor({
  description: { under },
}: Registration): Readonly<Record<string, Place>> {
  const parent = typeof under === 'string' ? undefined : under[1];
  return {
    'depth 1': (element, stanza) => {
      for (const name of ['from', 'to', 'type', 'id']) element.attrs[name] ??= stanza.attrs[name];
      return element;
    },
    'depth 2': (element, stanza) => filled(stanza, element),
    'depth 3': (element, stanza) =>
      filled(stanza, xml(parent?.name ?? 'x', { xmlns: parent?.xmlns ?? 'urn:other' }, element)),
    'depth 3, in another parent': (element, stanza) =>
      filled(stanza, xml(parent?.name ?? 'event', { xmlns: 'urn:other' }, element)),
    'depth 4': (element, stanza) => {
      const inner = xml(parent?.name ?? 'x', { xmlns: parent?.xmlns ?? 'urn:other' }, element);
      return filled(stanza, xml('x', { xmlns: 'urn:other' }, inner));
    },
    'in forwarded': (element, stanza) => filled(stanza, forwarded(element)),
    'in a carbon': (element, stanza) =>
      filled(stanza, xml('received', { xmlns: 'urn:xmpp:carbons:2' }, forwarded(element))),
    'in an archive result': (element, stanza) =>
      filled(
        stanza,
        xml('result', { xmlns: 'urn:xmpp:mam:2', queryid: 'q1', id: 'r' }, forwarded(element)),
      ),
  };
}
