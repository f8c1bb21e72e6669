/**
 * Refusals: errors that go back to whoever sent a stanza (RFC 6120 section 8.3).
 */
import {
  stanzaError,
  xml,
  type Element,
  type QualifiedName,
  type StanzaErrorCondition,
  type XmlElement,
} from '@xec/stanza';

/** Thrown by a module to answer an iq with an error. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly condition: StanzaErrorCondition,
    readonly text?: string,
    /** A condition of a protocol's own. */
    readonly application?: QualifiedName,
  ) {
    super(text ?? condition);
  }
}

/** The error that answers `stanza`, from whom it was sent to. */
export function errorReply(
  stanza: Element,
  condition: StanzaErrorCondition,
  text?: string,
  application: readonly QualifiedName[] = [],
): XmlElement {
  const { id, to, from } = stanza.attrs as Readonly<Record<string, string | undefined>>; // attributes are strings
  return xml(
    stanza.getName(),
    { xmlns: 'jabber:client', type: 'error', id, from: to, to: from },
    stanzaError(condition, { ...(text !== undefined && { text }), application }),
  );
}

/** The result that answers an iq, from whom it was sent to. */
export function resultReply(iq: Element, child?: Element): XmlElement {
  const { id, to, from } = iq.attrs as Readonly<Record<string, string | undefined>>; // attributes are strings
  return xml('iq', { xmlns: 'jabber:client', type: 'result', id, from: to, to: from }, child);
}
