/**
 * What a server says during a login (XEP-0388 sections 2.5 and 2.6).
 */
import {
  childElements,
  readJid,
  xml,
  type Element,
  type Jid,
  type XmlElement,
} from '../core/index.js';
import { NS_SASL, readSaslCondition, type SaslCondition } from '../sasl/sasl.js';
import { NS_SASL2, dataElement, readChildData, readChildText, readData } from './data.js';

/** What a server says. */
export type Sasl2Reply =
  | { readonly kind: 'challenge'; readonly data: Uint8Array }
  | ({ readonly kind: 'success' } & Sasl2Success)
  | ({ readonly kind: 'continue' } & Sasl2Continue)
  | { readonly kind: 'task-data'; readonly content: readonly Element[] }
  | ({ readonly kind: 'failure' } & Sasl2Failure);

/** The server knows the client. */
export interface Sasl2Success {
  /** What the mechanism says last; absent where it says nothing. */
  readonly data?: Uint8Array;
  /** Who logged in: a full JID where a resource was bound, else a bare one (section 2.6.1). */
  readonly jid: Jid;
  /** Answers to what was asked for besides: `<bound/>`, `<resumed/>`, `<failed/>`, `<token/>`. */
  readonly inline: readonly Element[];
}

/** The mechanism is done, and the server demands one of these tasks (section 2.6.3). */
export interface Sasl2Continue {
  readonly data?: Uint8Array;
  readonly tasks: readonly string[];
  readonly text?: string;
}

/** The login is refused (section 2.6.2). */
export interface Sasl2Failure {
  readonly condition: SaslCondition;
  readonly text?: string;
}

/** `<challenge/>`. */
export const sasl2Challenge = (data: Uint8Array): XmlElement =>
  dataElement('challenge', data, NS_SASL2);

/** `<success/>`. */
export const sasl2Success = ({
  data,
  jid,
  inline = [],
}: Pick<Sasl2Success, 'jid'> & Partial<Sasl2Success>): XmlElement =>
  xml(
    'success',
    { xmlns: NS_SASL2 },
    data && dataElement('additional-data', data),
    xml('authorization-identifier', {}, jid.toString()),
    inline,
  );

/** `<continue/>`. */
export const sasl2Continue = ({ data, tasks, text }: Sasl2Continue): XmlElement =>
  xml(
    'continue',
    { xmlns: NS_SASL2 },
    data && dataElement('additional-data', data),
    xml(
      'tasks',
      {},
      tasks.map((task) => xml('task', {}, task)),
    ),
    text === undefined ? undefined : xml('text', {}, text),
  );

/** `<failure/>`. */
export const sasl2Failure = ({ condition, text }: Sasl2Failure): XmlElement =>
  xml(
    'failure',
    { xmlns: NS_SASL2 },
    xml(condition, { xmlns: NS_SASL }),
    text === undefined ? undefined : xml('text', {}, text),
  );

/**
 * Reads what a server says. Conditions of a refusal that RFC 6120 section 6.5 does not define are
 * `not-authorized`.
 *
 * @returns `undefined` for another element, for data that are no base64, for a success of nobody and
 *   for a `<continue/>` without tasks
 */
export function readSasl2Reply(el: Element): Sasl2Reply | undefined {
  if (el.getNS() !== NS_SASL2) return undefined;
  switch (el.getName()) {
    case 'challenge': {
      const data = readData(el);
      return data && { kind: 'challenge', data };
    }
    case 'success':
      return readSuccess(el);
    case 'continue':
      return readContinue(el);
    case 'task-data':
      return { kind: 'task-data', content: childElements(el) };
    case 'failure': {
      const text = readChildText(el, 'text');
      return {
        kind: 'failure',
        condition: readSaslCondition(el),
        ...(text !== undefined && { text }),
      };
    }
    default:
      return undefined;
  }
}

function readSuccess(el: Element): Sasl2Reply | undefined {
  const data = readChildData(el, 'additional-data');
  // The examples of XEP-0484 call it an identity.
  const jid = readJid(
    readChildText(el, 'authorization-identifier') ?? readChildText(el, 'authorization-identity'),
  );
  if (data === 'malformed' || jid === undefined) return undefined;
  return {
    kind: 'success',
    ...(data !== 'absent' && { data }),
    jid,
    inline: childElements(el).filter((child) => child.getNS() !== NS_SASL2),
  };
}

function readContinue(el: Element): Sasl2Reply | undefined {
  const data = readChildData(el, 'additional-data');
  const tasks = (el.getChild('tasks', NS_SASL2)?.getChildren('task', NS_SASL2) ?? [])
    .map((task) => task.getText().trim())
    .filter((name) => name !== '');
  if (data === 'malformed' || tasks.length === 0) return undefined;
  const text = readChildText(el, 'text');
  return {
    kind: 'continue',
    ...(data !== 'absent' && { data }),
    tasks,
    ...(text !== undefined && { text }),
  };
}
