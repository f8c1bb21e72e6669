import {
  iqError,
  iqResult,
  type Element,
  type StanzaErrorCondition,
  type XmlElement,
} from '@xec/stanza';
import type { SessionFacts } from '../facts.js';

/** The result of `request`, an iq of type get or set. */
export const resultOf = (facts: SessionFacts, request: Element, child?: Element): XmlElement =>
  fromAsked(facts, request, iqResult(request, child));

/** The refusal of `request`, an iq of type get or set. */
export const errorFor = (
  facts: SessionFacts,
  request: Element,
  error: StanzaErrorCondition | Element,
): XmlElement => fromAsked(facts, request, iqError(request, error));

/**
 * A component answers as the one of its domain that was asked (XEP-0114); of a client the server knows
 * who it is.
 */
function fromAsked({ self }: SessionFacts, request: Element, answer: XmlElement): XmlElement {
  const asked: unknown = request.attrs['to'];
  if (self.local === undefined && typeof asked === 'string') answer.attrs['from'] = asked;
  return answer;
}
