/** What a client asks at the beginning, answered as the world of the corpus is. */
import { discoQuery, programs, rosterQuery } from '../corpus/index.js';

/** Who never answers. */
export const SILENT = 'silent@bench.example';

/**
 * Contacts and their programs are there, every room lets in, and archives never come to an end: while a
 * query is open, its results count.
 */
export function sayWorld(text: string, id: string): readonly string[] | undefined {
  if (text.startsWith('<presence')) return joined(text);
  if (text.includes('queryid=') || text.includes(SILENT)) return [];
  if (text.includes('jabber:iq:roster')) return [result(id, '', rosterQuery)];
  if (!text.includes('http://jabber.org/protocol/disco#info')) return undefined;
  const at = programs.findIndex(({ ver }) => text.includes(`#${ver}`));
  return at < 0 ? undefined : [result(id, fromOf(text), discoQuery(at))];
}

function joined(text: string): readonly string[] | undefined {
  if (!text.includes('http://jabber.org/protocol/muc')) return undefined;
  return [
    `<presence xmlns='jabber:client'${fromOf(text)}><x xmlns='http://jabber.org/protocol/muc#user'>` +
      `<item affiliation='member' role='participant'/><status code='110'/></x></presence>`,
  ];
}

const result = (id: string, from: string, child: string): string =>
  `<iq xmlns='jabber:client' type='result' id='${id}'${from}>${child}</iq>`;

/** Who was spoken to speaks. */
function fromOf(text: string): string {
  const [, to] = / to=["']([^"']*)["']/u.exec(text) ?? [];
  return to === undefined ? '' : ` from='${to}'`;
}
