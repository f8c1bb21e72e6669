/**
 * `xec doap`: the project as a DOAP file (XEP-0453), from the rooms in use.
 */
import { doapDocument, write, xml, type Element, type XmlElement } from '@xec/stanza';
import { xepsOf, type Feature, type XepSupport } from '@xec/xec';
import type { Io } from '../io.js';
import { fullRegistry } from '../lists/lists.js';

const since = '0.1.0';

/** What transports, discovery, the page and this tool speak: it belongs to no room. */
export const besideRooms: readonly XepSupport[] = [
  { xep: '0124', version: '1.11.2', since },
  { xep: '0156', version: '1.4.0', since },
  { xep: '0206', version: '1.4', since },
  { xep: '0368', version: '1.1.0', since },
  { xep: '0392', version: '1.0.1', since, status: 'partial', note: 'the widgets, to five degrees' },
  { xep: '0453', version: '0.1.2', since },
];

const inOrder = (xeps: readonly XepSupport[]): readonly XepSupport[] =>
  [...xeps].sort((one, other) => (one.xep < other.xep ? -1 : 1));

/** Writes the file to standard output. */
export function writeDoap(io: Io): void {
  const { features } = fullRegistry();
  io.out(`<?xml version="1.0" encoding="UTF-8"?>\n${write(indented(doapOf(features), 0))}\n`);
}

/** What these features and the rest of the project speak, as the root of a DOAP file. */
export const doapOf = (features: readonly Feature[]): XmlElement =>
  doapDocument({
    name: 'Xec',
    shortdesc: 'XMPP framework for TypeScript whose requests outlive their process',
    programmingLanguage: 'TypeScript',
    // What the session and the addresses are made of, whichever rooms are in use.
    rfcs: ['6120', '6121', '7395', '7590', '7622'],
    xeps: inOrder([...xepsOf(features), ...besideRooms]).map(({ status = 'complete', ...xep }) => ({
      ...xep,
      status,
    })),
  });

/** The same element with white space between its children, for people. */
function indented(el: Element, level: number): XmlElement {
  const children = el.children.filter((child): child is Element => typeof child !== 'string');
  if (children.length === 0) return xml(el.name, el.attrs, el.getText());
  const inner = `\n${'  '.repeat(level + 1)}`;
  return xml(
    el.name,
    el.attrs,
    ...children.flatMap((child) => [inner, indented(child, level + 1)]),
    `\n${'  '.repeat(level)}`,
  );
}
