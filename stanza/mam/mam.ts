/**
 * XEP-0313: Message Archive Management, version 1.1.3 (2025-04-09).
 * https://xmpp.org/extensions/xep-0313.html
 */
import {
  MalformedStanza,
  formatDateTime,
  readDateTime,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { dataFormElement, type FormField } from '../data-forms/index.js';
import { readForwarded, type ForwardedMessage } from '../forward/forward.js';
import { pageRequest, readPage, type Page, type PageRequest } from '../rsm/rsm.js';

/** The protocol as of today. */
export const NS_MAM = 'urn:xmpp:mam:2';
/** What an archive announces that knows filters by id, flipped pages and metadata (section 5). */
export const NS_MAM_EXTENDED = 'urn:xmpp:mam:2#extended';
/** All protocols that are spoken, the newest first. */
export const mamVersions = [NS_MAM, 'urn:xmpp:mam:1', 'urn:xmpp:mam:0'] as const;

export type MamVersion = (typeof mamVersions)[number];

/** The newest protocol among the features of an archive; `undefined` where it is none. */
export const newestMam = (features: readonly string[]): MamVersion | undefined =>
  mamVersions.find((version) => features.includes(version));

/** Which messages of an archive are wanted (section 4.1); times in XEP-0082. */
export interface MamFilter {
  /** The other side; of a room's archive, one who spoke there. */
  readonly with?: string;
  readonly start?: string;
  readonly end?: string;
  /** Before the message of that archive id; extended archives only, like the next two. */
  readonly beforeId?: string;
  readonly afterId?: string;
  /** These very messages. */
  readonly ids?: readonly string[];
}

/** A question to an archive. */
export interface MamQuery {
  readonly version: MamVersion;
  /** Tells the results of this query from others. */
  readonly queryId: string;
  /** A node of a pubsub service. */
  readonly node?: string;
  readonly filter?: MamFilter;
  readonly page?: PageRequest;
  /** Sends the newest message of the page first; extended archives only (section 4.3.2). */
  readonly isFlipped?: boolean;
}

/** `<query/>`, the child of an iq of type `set` (section 4). */
export const mamQuery = ({
  version,
  queryId,
  node,
  filter = {},
  page,
  isFlipped,
}: MamQuery): XmlElement => {
  const fields = filterFields(filter);
  return xml(
    'query',
    { xmlns: version, queryid: queryId, node },
    fields.length > 0 &&
      dataFormElement({ type: 'submit', instructions: [], formType: version, fields }),
    page && pageRequest(page),
    isFlipped === true && xml('flip-page'),
  );
};

function filterFields(filter: MamFilter): FormField[] {
  const single = (name: string, value: string | undefined): FormField[] =>
    value === undefined ? [] : [{ type: 'text-single', var: name, value }];
  return [
    ...single('with', filter.with),
    ...single('start', filter.start),
    ...single('end', filter.end),
    ...single('before-id', filter.beforeId),
    ...single('after-id', filter.afterId),
    ...(filter.ids === undefined
      ? []
      : [{ type: 'list-multi', var: 'ids', values: filter.ids, options: [] } as const]),
  ];
}

/** A message of an archive. */
export interface MamResult extends ForwardedMessage {
  /** The query it answers. */
  readonly queryId: string;
  /** The id that the archive gave it. */
  readonly id: string;
}

const isVersion = (ns: string): ns is MamVersion => mamVersions.some((version) => version === ns);

/**
 * Reads a `<result/>` (section 4.2). Does not judge who sent it: registration and query do.
 *
 * @returns `undefined` for something else, without ids, or with anything but one message in it.
 */
export function readMamResult(el: Element): MamResult | undefined {
  const { queryid, id } = el.attrs as Readonly<Record<string, string | undefined>>; // strings
  if (el.getName() !== 'result' || !isVersion(el.getNS() ?? '') || !queryid || !id)
    return undefined;
  const forwarded = readForwarded(el);
  if (forwarded === undefined) return undefined;
  const { message, delay } = forwarded;
  return delay === undefined
    ? { queryId: queryid, id, message }
    : { queryId: queryid, id, message, delay };
}

/** How a page of an archive ended. */
export interface MamFin {
  /** Nothing more is behind it, in the direction of the query. */
  readonly isComplete: boolean;
  /** The archive may yet change what it sent (section 4.4). */
  readonly isUnstable: boolean;
  readonly page: Page;
}

/**
 * Reads a `<fin/>` (section 4.3.1), the child of an answer; in `urn:xmpp:mam:0` of a message behind the
 * results.
 *
 * @returns `undefined` for something else, and without a page in it: "The <fin/> element MUST contain" one.
 */
export function readMamEnd(fin: Element): MamFin | undefined {
  if (fin.getName() !== 'fin' || !isVersion(fin.getNS() ?? '')) return undefined;
  const page = readPage(fin);
  if (page === undefined) return undefined;
  const isTrue = (name: string): boolean => fin.attrs[name] === 'true' || fin.attrs[name] === '1';
  const isStable = fin.attrs['stable'] === undefined || isTrue('stable');
  return { isComplete: isTrue('complete'), isUnstable: !isStable, page };
}

/**
 * Reads the `<fin/>` in the answer to a query of that version.
 *
 * @throws MalformedStanza without one, and without a page in it.
 */
export function readMamFin(answer: Element, version: MamVersion): MamFin {
  const fin = answer.getChild('fin', version);
  const end = fin && readMamEnd(fin);
  if (end === undefined) throw new MalformedStanza('expected a fin with a page in the answer');
  return end;
}

/** The first or last message of an archive. */
export interface MamEnd {
  readonly id: string;
  /** XEP-0082. */
  readonly stamp: string;
}

/** Where an archive begins and ends; without both it is empty. */
export interface MamMetadata {
  readonly start?: MamEnd;
  readonly end?: MamEnd;
}

/** `<metadata/>`, the child of an iq of type `get` to an extended archive (section 5.2). */
export const mamMetadataRequest = (): XmlElement => xml('metadata', { xmlns: NS_MAM });

/** Reads `<metadata/>` in an answer; `undefined` where there is none. */
export function readMamMetadata(answer: Element): MamMetadata | undefined {
  const el = answer.getChild('metadata', NS_MAM);
  if (el === undefined) return undefined;
  const start = readEnd(el.getChild('start', NS_MAM));
  const end = readEnd(el.getChild('end', NS_MAM));
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

function readEnd(el: Element | undefined): MamEnd | undefined {
  const { id, timestamp = '' } = (el?.attrs ?? {}) as Readonly<Record<string, string | undefined>>;
  const date = readDateTime(timestamp);
  return id && date ? { id, stamp: formatDateTime(date) } : undefined;
}
