/**
 * Stanza errors (RFC 6120 section 8.3).
 */
import type { XmlElement } from './element.js';
import { childElements, type Element } from './element.js';
import { xml } from './xml.js';

export const NS_STANZA_ERRORS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

/** The defined conditions of RFC 6120 section 8.3.3, each with the type the section gives it. */
export const stanzaErrorConditions = {
  'bad-request': 'modify',
  conflict: 'cancel',
  'feature-not-implemented': 'cancel',
  forbidden: 'auth',
  gone: 'cancel',
  'internal-server-error': 'cancel',
  'item-not-found': 'cancel',
  'jid-malformed': 'modify',
  'not-acceptable': 'modify',
  'not-allowed': 'cancel',
  'not-authorized': 'auth',
  'policy-violation': 'modify',
  'recipient-unavailable': 'wait',
  redirect: 'modify',
  'registration-required': 'auth',
  'remote-server-not-found': 'cancel',
  'remote-server-timeout': 'wait',
  'resource-constraint': 'wait',
  'service-unavailable': 'cancel',
  'subscription-required': 'auth',
  'undefined-condition': 'cancel',
  'unexpected-request': 'wait',
} as const satisfies Record<string, StanzaErrorType>;

/** A defined condition of RFC 6120 section 8.3.3. */
export type StanzaErrorCondition = keyof typeof stanzaErrorConditions;

/** A stanza that does not hold what its kind must hold: its sender's fault, and no reason to stop. */
export class MalformedStanza extends Error {
  override readonly name = 'MalformedStanza';
}

/** The remedy (RFC 6120 section 8.3.2). */
export type StanzaErrorType = 'auth' | 'cancel' | 'continue' | 'modify' | 'wait';

/** Whether `text` is one of the defined conditions. */
export const isStanzaErrorCondition = (text: string): text is StanzaErrorCondition =>
  Object.hasOwn(stanzaErrorConditions, text);

/** A name in a namespace: how an application names a condition of its own. */
export interface QualifiedName {
  readonly name: string;
  readonly xmlns: string;
}

/** What an `<error/>` says. */
export interface StanzaErrorInfo {
  readonly condition: StanzaErrorCondition;
  readonly type: StanzaErrorType;
  readonly text?: string;
  /** Who made the error, as the `by` attribute has it. A claim. */
  readonly by?: string;
  /** Conditions outside the defined ones, in document order (section 8.3.4). */
  readonly application?: readonly QualifiedName[];
}

/** `<error/>` with its condition, an optional text and application conditions. */
export function stanzaError(
  condition: StanzaErrorCondition,
  options: { type?: StanzaErrorType; text?: string; application?: readonly QualifiedName[] } = {},
): XmlElement {
  return xml(
    'error',
    { type: options.type ?? stanzaErrorConditions[condition] },
    xml(condition, { xmlns: NS_STANZA_ERRORS }),
    options.text === undefined ? undefined : xml('text', { xmlns: NS_STANZA_ERRORS }, options.text),
    ...(options.application ?? []).map(({ name, xmlns }) => xml(name, { xmlns })),
  );
}

const errorTypes: ReadonlySet<string> = new Set(['auth', 'cancel', 'continue', 'modify', 'wait']);

/**
 * Reads the `<error/>` of a stanza of type `error`.
 *
 * The condition is the first child in the stanza-error namespace that section 8.3.3 lists; without
 * one it is `undefined-condition`. A missing or unknown type is the condition's usual one.
 */
export function readStanzaError(stanza: Element): StanzaErrorInfo {
  const error = stanza.getChild('error', stanza.getNS());
  let condition: StanzaErrorCondition = 'undefined-condition';
  let found = false;
  let text: string | undefined;
  const application: QualifiedName[] = [];
  for (const el of error === undefined ? [] : childElements(error)) {
    const name = el.getName();
    const xmlns = el.getNS() ?? '';
    if (xmlns !== NS_STANZA_ERRORS) application.push({ name, xmlns });
    else if (name === 'text') text ??= el.getText();
    else if (!found && isStanzaErrorCondition(name)) {
      condition = name;
      found = true;
    }
  }
  const type: unknown = error?.attrs['type'];
  const by: unknown = error?.attrs['by'];
  return {
    condition,
    type:
      typeof type === 'string' && errorTypes.has(type)
        ? (type as StanzaErrorType) // one of the five: just looked up
        : stanzaErrorConditions[condition],
    ...(text !== undefined && { text }),
    ...(typeof by === 'string' && { by }),
    ...(application.length > 0 && { application }),
  };
}
