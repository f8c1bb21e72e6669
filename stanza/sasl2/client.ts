/**
 * What a client says during a login (XEP-0388 sections 2.3 to 2.6).
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_SASL2, dataElement, readChildData, readChildText, readData } from './data.js';
import { NS_SASL_UPGRADE, readUpgrades, upgradeElement } from './upgrade.js';

/** The client that logs in; the server tells it to the user only. */
export interface UserAgent {
  /** A UUID (version 4) that this installation keeps. */
  readonly id?: string;
  readonly software?: string;
  readonly device?: string;
}

/** A login, as it begins. */
export interface Sasl2Request {
  readonly mechanism: string;
  /** What the mechanism has to say first; absent where it says nothing. */
  readonly initial?: Uint8Array;
  readonly userAgent?: UserAgent;
  /** What is asked for besides: `<bind/>`, `<resume/>`, `<fast/>`, `<request-token/>`. */
  readonly inline: readonly Element[];
  /** Upgrade tasks that the client is ready for (XEP-0480). */
  readonly upgrades: readonly string[];
}

/** What a client says. */
export type Sasl2Message =
  | ({ readonly kind: 'authenticate' } & Sasl2Request)
  | { readonly kind: 'response'; readonly data: Uint8Array }
  | { readonly kind: 'abort'; readonly text?: string }
  /** It begins a task. */
  | { readonly kind: 'next'; readonly task: string; readonly content: readonly Element[] }
  | { readonly kind: 'task-data'; readonly content: readonly Element[] };

/** `<authenticate/>` (section 2.3). */
export const sasl2Authenticate = ({
  mechanism,
  initial,
  userAgent,
  inline = [],
  upgrades = [],
}: Pick<Sasl2Request, 'mechanism'> & Partial<Sasl2Request>): XmlElement =>
  xml(
    'authenticate',
    { xmlns: NS_SASL2, mechanism },
    upgrades.map(upgradeElement),
    initial && dataElement('initial-response', initial),
    userAgent && userAgentElement(userAgent),
    inline,
  );

const userAgentElement = ({ id, software, device }: UserAgent): XmlElement =>
  xml(
    'user-agent',
    { id },
    software === undefined ? undefined : xml('software', {}, software),
    device === undefined ? undefined : xml('device', {}, device),
  );

/** `<response/>` to a challenge. */
export const sasl2Response = (data: Uint8Array): XmlElement =>
  dataElement('response', data, NS_SASL2);

/** `<abort/>`: gives the login up (section 4.5). */
export const sasl2Abort = (text?: string): XmlElement =>
  xml('abort', { xmlns: NS_SASL2 }, text === undefined ? undefined : xml('text', {}, text));

/** `<next/>`: begins a task that the server demands (section 2.6.3). */
export const sasl2Next = (task: string, ...content: readonly Element[]): XmlElement =>
  xml('next', { xmlns: NS_SASL2, task }, content);

/** `<task-data/>`: what client and server say in a task (section 2.6.3). */
export const sasl2TaskData = (...content: readonly Element[]): XmlElement =>
  xml('task-data', { xmlns: NS_SASL2 }, content);

/**
 * Reads what a client says.
 *
 * @returns `undefined` for another element, for one without its mechanism or task, and for data that
 *   are no base64
 */
export function readSasl2Message(el: Element): Sasl2Message | undefined {
  if (el.getNS() !== NS_SASL2) return undefined;
  switch (el.getName()) {
    case 'authenticate':
      return readAuthenticate(el);
    case 'response': {
      const data = readData(el);
      return data && { kind: 'response', data };
    }
    case 'abort': {
      const text = readChildText(el, 'text');
      return { kind: 'abort', ...(text !== undefined && { text }) };
    }
    case 'next': {
      const task = attribute(el, 'task');
      return task === undefined ? undefined : { kind: 'next', task, content: childElements(el) };
    }
    case 'task-data':
      return { kind: 'task-data', content: childElements(el) };
    default:
      return undefined;
  }
}

function readAuthenticate(el: Element): Sasl2Message | undefined {
  const mechanism = attribute(el, 'mechanism');
  const initial = readChildData(el, 'initial-response');
  if (mechanism === undefined || initial === 'malformed') return undefined;
  const agent = el.getChild('user-agent', NS_SASL2);
  return {
    kind: 'authenticate',
    mechanism,
    ...(initial !== 'absent' && { initial }),
    ...(agent && { userAgent: readUserAgent(agent) }),
    inline: childElements(el).filter(isAskedFor),
    upgrades: readUpgrades(el),
  };
}

/** Elements of other protocols; `<upgrade/>` is read by itself. */
const isAskedFor = (el: Element): boolean =>
  el.getNS() !== NS_SASL2 && el.getNS() !== NS_SASL_UPGRADE;

function readUserAgent(el: Element): UserAgent {
  const id = attribute(el, 'id');
  const software = readChildText(el, 'software');
  const device = readChildText(el, 'device');
  return {
    ...(id !== undefined && { id }),
    ...(software !== undefined && { software }),
    ...(device !== undefined && { device }),
  };
}

function attribute(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
