/**
 * An archive of messages (XEP-0313), in memory: of an account, or of a room.
 */
import {
  copyElement,
  fieldTexts,
  formatDateTime,
  readDataForm,
  readDateTime,
  readJid,
  readPageRequest,
  xml,
  type DataForm,
  type Element,
  type PageRequest,
  type XmlElement,
} from '@xec/stanza';
import { Refusal } from './errors.js';

export const NS_MAM = 'urn:xmpp:mam:2';
const NS_FORWARD = 'urn:xmpp:forward:0';
/** The longest page. */
const MAX_PAGE = 50;
/** The most messages of an archive; the oldest goes first. */
const MAX_MESSAGES = 10_000;

/** A message as it is kept. */
export interface Archived {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The other side, prepared: found by its full JID and by its bare one. */
  readonly with: string;
  readonly stanza: XmlElement;
}

/** A page of an archive. */
export interface ArchivePage {
  /** The `<result/>` elements, in the order to send them. */
  readonly results: readonly XmlElement[];
  /** `<fin/>`, for the answer. */
  readonly fin: XmlElement;
}

export class Archive {
  #messages: Archived[] = [];

  constructor(private readonly newId: () => string) {}

  /** Keeps a message. @returns its id */
  add(stanza: XmlElement, other: string, at = Date.now()): string {
    const id = this.newId();
    this.#messages.push({ id, at, with: other, stanza });
    if (this.#messages.length > MAX_MESSAGES) this.#messages.shift();
    return id;
  }

  /** Keeps messages that are older than some of those that are there, under ids of their own. */
  addPast(messages: readonly Archived[]): void {
    const all = [...this.#messages, ...messages].sort((one, other) => one.at - other.at);
    this.#messages = all.slice(-MAX_MESSAGES);
  }

  /** Puts something in the place of what a message said. @throws Refusal where there is no such message */
  replace(id: string, change: (stanza: XmlElement) => XmlElement): void {
    const found = this.#find(id);
    this.#messages[this.#messages.indexOf(found)] = { ...found, stanza: change(found.stanza) };
  }

  /** Answers a `<query/>`. @throws Refusal for ids that are not there, and what makes no sense */
  query(query: Element): ArchivePage {
    const page = readPageRequest(query) ?? {};
    const matching = this.#filtered(readDataForm(query));
    const { first, past } = this.#bounds(matching, page);
    const part = matching.slice(first, past);
    const max = Math.min(page.max ?? MAX_PAGE, MAX_PAGE);
    const isBackward = page.before !== undefined;
    const shown = isBackward ? part.slice(Math.max(part.length - max, 0)) : part.slice(0, max);
    const fin = xml(
      'fin',
      { xmlns: NS_MAM, complete: shown.length === part.length ? 'true' : undefined },
      pageOf(shown, matching),
    );
    const queryId = query.attrs['queryid'] as string | undefined; // attributes are strings
    const results = shown.map((one) => resultOf(one, queryId));
    return { results: query.getChild('flip-page') ? results.reverse() : results, fin };
  }

  /** Answers a `<metadata/>`. */
  metadata(): XmlElement {
    const end = (name: string, one: Archived | undefined): XmlElement | undefined =>
      one && xml(name, { id: one.id, timestamp: formatDateTime(new Date(one.at)) });
    const { [0]: first } = this.#messages;
    return xml(
      'metadata',
      { xmlns: NS_MAM },
      end('start', first),
      end('end', this.#messages.at(-1)),
    );
  }

  #filtered(form: DataForm | undefined): Archived[] {
    let found = this.#messages;
    for (const field of form?.fields ?? []) {
      const [value = ''] = fieldTexts(field);
      const keep = this.#filter(field.var ?? '', value, fieldTexts(field));
      found = found.filter(keep);
    }
    return found;
  }

  #filter(
    name: string,
    value: string,
    values: readonly string[],
  ): (message: Archived, index: number) => boolean {
    switch (name) {
      case 'with': {
        const jid = readJid(value);
        if (jid === undefined) throw new Refusal('bad-request', 'with is no JID');
        return ({ with: other }) =>
          jid.isBare ? readJid(other)?.bare === jid.bare : other === jid.toString();
      }
      case 'start':
      case 'end': {
        const time = readDateTime(value)?.getTime();
        if (time === undefined) throw new Refusal('bad-request', `${name} is no time`);
        return ({ at }) => (name === 'start' ? at >= time : at <= time);
      }
      case 'before-id':
      case 'after-id': {
        const at = this.#messages.indexOf(this.#find(value));
        return (message) => {
          const index = this.#messages.indexOf(message);
          return name === 'before-id' ? index < at : index > at;
        };
      }
      case 'ids':
        for (const id of values) this.#find(id);
        return ({ id }) => values.includes(id);
      default:
        return () => true; // "MUST ignore" unknown ones
    }
  }

  #find(id: string): Archived {
    const found = this.#messages.find((message) => message.id === id);
    if (found === undefined) throw new Refusal('item-not-found', `there is no message ${id}`);
    return found;
  }

  /** Where the part of `matching` is that the page is taken of. */
  #bounds(matching: readonly Archived[], { before, after, index }: PageRequest) {
    const place = (id: string): number => matching.indexOf(this.#find(id));
    const first = after === undefined ? (index ?? 0) : place(after) + 1;
    const past = before === undefined || before === '' ? matching.length : place(before);
    return { first, past };
  }
}

function pageOf(shown: readonly Archived[], matching: readonly Archived[]): XmlElement {
  const [first] = shown;
  return xml(
    'set',
    { xmlns: 'http://jabber.org/protocol/rsm' },
    first && xml('first', { index: matching.indexOf(first) }, first.id),
    first && xml('last', {}, shown.at(-1)?.id),
    xml('count', {}, matching.length),
  );
}

const resultOf = ({ id, at, stanza }: Archived, queryId: string | undefined): XmlElement =>
  xml(
    'result',
    { xmlns: NS_MAM, id, queryid: queryId },
    xml(
      'forwarded',
      { xmlns: NS_FORWARD },
      xml('delay', { xmlns: 'urn:xmpp:delay', stamp: formatDateTime(new Date(at)) }),
      copyElement(stanza),
    ),
  );
