/**
 * XEP-0433: Extended Channel Search, version 0.1.0 (2020-02-27).
 * https://xmpp.org/extensions/xep-0433.html
 */
import { childText, readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { dataFormElement, type DataForm } from '../data-forms/index.js';
import { pageElement, pageRequest, type Page, type PageRequest } from '../rsm/rsm.js';

export const NS_CHANNEL_SEARCH = 'urn:xmpp:channel-search:0:search';
/** The `FORM_TYPE` of what is searched for. */
export const NS_CHANNEL_SEARCH_PARAMS = 'urn:xmpp:channel-search:0:search-params';
/** Of the conditions that say what is wrong with a search. */
export const NS_CHANNEL_SEARCH_ERRORS = 'urn:xmpp:channel-search:0:error';

/** Orders that every service may know (section 5.1). By `address` no page misses or repeats one. */
export const channelOrders = {
  address: '{urn:xmpp:channel-search:0:order}address',
  users: '{urn:xmpp:channel-search:0:order}nusers',
} as const;
export type ChannelOrder = keyof typeof channelOrders;

/** A room or channel that somebody may join. All of it is the service's word. */
export interface FoundChannel {
  readonly jid: string;
  readonly name?: string;
  readonly description?: string;
  /** The main language. */
  readonly language?: string;
  /** How many are there, or were. */
  readonly users?: number;
  /** `xep-0045`, `xep-0369`. */
  readonly serviceType?: string;
  /** Everybody can join. */
  readonly isOpen?: boolean;
  /** What others see of us there, as the service calls it. */
  readonly anonymity?: string;
}

/** What to look for. */
export interface ChannelQuery {
  /** Words; without them all that there is. */
  readonly text?: string;
  /** Where to look for them. Default: in all that the service looks in. */
  readonly in?: readonly ('address' | 'description' | 'name')[];
  readonly minUsers?: number;
  /** `xep-0045`, `xep-0369`. */
  readonly types?: readonly string[];
  readonly order?: ChannelOrder;
}

/** `<search/>` without anything asks for the form (section 3.2.1). */
export const channelSearchFormRequest = (): XmlElement =>
  xml('search', { xmlns: NS_CHANNEL_SEARCH });

/** `<search/>` with what is searched for (section 3.2.2). */
export const channelSearch = (form: DataForm, page?: PageRequest): XmlElement =>
  xml('search', { xmlns: NS_CHANNEL_SEARCH }, page && pageRequest(page), dataFormElement(form));

/** The form of a search, for services whose own one was not asked for (section 5.1). */
export function channelSearchForm(query: ChannelQuery): DataForm {
  const { text, minUsers, types, order } = query;
  const single = (name: string, value: string) =>
    ({ type: 'text-single', var: name, value }) as const;
  const flag = (name: string, value: boolean) => ({ type: 'boolean', var: name, value }) as const;
  const places = ['address', 'description', 'name'] as const;
  return {
    type: 'submit',
    instructions: [],
    formType: NS_CHANNEL_SEARCH_PARAMS,
    fields: [
      text === undefined ? flag('all', true) : single('q', text),
      ...(query.in === undefined
        ? []
        : places.map((place) => flag(`sin${place}`, query.in?.includes(place) === true))),
      ...(minUsers === undefined ? [] : [single('min_users', String(minUsers))]),
      ...(types === undefined
        ? []
        : [{ type: 'list-multi', var: 'types', values: types, options: [] } as const]),
      ...(order === undefined ? [] : [single('key', channelOrders[order])]),
    ],
  };
}

/** `<result/>`: one page of what was found (section 3.2.2.1). */
export const channelSearchResult = (channels: readonly FoundChannel[], page?: Page): XmlElement =>
  xml('result', { xmlns: NS_CHANNEL_SEARCH }, channels.map(channelItem), page && pageElement(page));

const channelItem = (channel: FoundChannel): XmlElement => {
  const { jid, name, description, language, users, serviceType, isOpen, anonymity } = channel;
  const child = (key: string, value: string | number | boolean | undefined) =>
    value !== undefined && xml(key, {}, String(value));
  return xml(
    'item',
    { address: jid },
    child('name', name),
    child('description', description),
    child('language', language),
    child('nusers', users),
    child('service-type', serviceType),
    child('is-open', isOpen),
    child('anonymity-mode', anonymity),
  );
};

/**
 * Reads the `<result/>` in an answer, whose page `readPage` reads; items that name no JID are left out.
 *
 * @returns `undefined` where there is none.
 */
export function readFoundChannels(answer: Element): FoundChannel[] | undefined {
  const items = answer
    .getChild('result', NS_CHANNEL_SEARCH)
    ?.getChildren('item', NS_CHANNEL_SEARCH);
  return items?.flatMap((item) => {
    const jid = readJid(item.attrs['address'] as string | undefined); // attributes are strings
    return jid === undefined ? [] : { jid: jid.toString(), ...readFacts(item) };
  });
}

function readFacts(item: Element): Omit<FoundChannel, 'jid'> {
  const said = (name: string) => childText(item, name, NS_CHANNEL_SEARCH);
  const text = <K extends string>(key: K, name: string): Partial<Record<K, string>> => {
    const value = said(name);
    // A computed key of a generic type is widened to string; it is K.
    return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
  };
  const users = said('nusers') ?? '';
  const isOpen = said('is-open')?.trim();
  return {
    ...text('name', 'name'),
    ...text('description', 'description'),
    ...text('language', 'language'),
    ...(/^\d{1,9}$/.test(users) && { users: Number(users) }),
    ...text('serviceType', 'service-type'),
    // The XEP's own example has it empty.
    ...(isOpen !== undefined && { isOpen: isOpen === '' || isOpen === 'true' || isOpen === '1' }),
    ...text('anonymity', 'anonymity-mode'),
  };
}

/** Seconds to wait before the next search, as an error says; `undefined` where it does not. */
export function readRetryAfter(stanza: Element): number | undefined {
  const limit = stanza.getChild('error')?.getChild('rate-limit', NS_CHANNEL_SEARCH_ERRORS);
  const seconds: unknown = limit?.attrs['retry-after'];
  return typeof seconds === 'string' && /^\d{1,9}$/.test(seconds) ? Number(seconds) : undefined;
}
