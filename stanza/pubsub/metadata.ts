import { type DiscoInfo } from '../disco/index.js';
import { readDateTime, formatDateTime, readJid } from '../core/index.js';
import { oneOf } from './attributes.js';
import { accessModels, type AccessModel } from './node-options.js';

/** The form that describes a node in an answer of service discovery (section 5.4). */
export const NS_PUBSUB_METADATA = 'http://jabber.org/protocol/pubsub#meta-data';

/** What a service says of one of its nodes; what is absent was not said. */
export interface NodeMetadata {
  readonly title?: string;
  readonly description?: string;
  /** What is in it: a namespace, as that of a profile (XEP-0472 section 5). */
  readonly type?: string;
  readonly language?: string;
  readonly accessModel?: AccessModel;
  /** XEP-0082, UTC. */
  readonly creationDate?: string;
  /** Prepared. */
  readonly creator?: string;
  readonly numSubscribers?: number;
  /** How many items it keeps; `max` for as many as the service lets it. */
  readonly maxItems?: number | 'max';
  /** Prepared, each. */
  readonly owners: readonly string[];
  readonly publishers: readonly string[];
  readonly contacts: readonly string[];
}

/**
 * Reads what is said of a node; `undefined` where the answer describes no node: it has neither the form
 * nor the identity of one.
 */
export function readNodeMetadata({ forms, identities }: DiscoInfo): NodeMetadata | undefined {
  const form = forms.find(({ formType }) => formType === NS_PUBSUB_METADATA);
  const isNode = identities.some(({ category }) => category === 'pubsub');
  if (form === undefined && !isNode) return undefined;
  const all = (name: string): readonly string[] =>
    form?.fields.find((field) => field.var === `pubsub#${name}`)?.values ?? [];
  const jids = (name: string): string[] =>
    all(name).flatMap((value) => readJid(value)?.toString() ?? []);
  const text = (name: string): string | undefined => all(name)[0]?.trim();
  const created = readDateTime(text('creation_date') ?? '');
  const most = text('max_items');
  return {
    ...said('title', text('title')),
    ...said('description', text('description')),
    ...said('type', text('type')),
    ...said('language', text('language')),
    ...said('accessModel', oneOf(text('access_model'), accessModels)),
    ...said('creationDate', created && formatDateTime(created)),
    ...said('creator', jids('creator')[0]),
    ...said('numSubscribers', count(text('num_subscribers'))),
    ...said('maxItems', most === 'max' ? ('max' as const) : count(most)),
    owners: jids('owner'),
    publishers: jids('publisher'),
    contacts: jids('contact'),
  };
}

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** `{ [key]: value }`, or nothing where there is no value. */
const said = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, T>);
