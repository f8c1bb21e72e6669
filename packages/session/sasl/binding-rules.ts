/**
 * XEP-0440: SASL Channel-Binding Type Capability, version 1.0.0 (2025-12-08), section 3: what a client
 * that can bind its login makes of an offer that contradicts itself. Rules 1 and 7 are the order of
 * `channelBindingTypes`, rules 2 and 3 what `bindingFor` lets SCRAM say: `n` or `y`.
 * https://xmpp.org/extensions/xep-0440.html
 *
 * Loaded where a connection has something to bind to; it shares nothing with what pages load at once.
 */
import type { ChannelBindingSource, ChannelBindingType } from './channel-binding.js';
import type { Offer } from './mechanism.js';

/**
 * What is wrong with an offer, in words; `undefined` where nothing is. No login goes on with it, whatever
 * the mechanism.
 */
export function contradictionIn(offer: Offer): string | undefined {
  const { mechanisms, channelBindings = [], beside = [] } = offer;
  const namesTypes = channelBindings.length > 0;
  // "received announcements for SASL mechanisms supporting channel-binding from the server, but no
  // channel-binding types, it MUST abort" (rule 4). It is undefined without SASL2, where ejabberd 23.01
  // and Prosody 0.12 do so.
  const binds = mechanisms.some(usesTypes);
  if (offer.isSasl2 === true && binds && !namesTypes) return NO_TYPES;
  // "it receives channel-binding announcements, from the server, but no SASL mechanisms supporting
  // channel-binding are announced, it MUST abort […]. It SHOULD do the same when using SASL1" (rule 5).
  if (namesTypes && ![...mechanisms, ...beside].some(usesTypes)) return NO_MECHANISMS;
  return undefined;
}

const MAY_BE_AN_ATTACK =
  'Either it is set up wrongly, or somebody between you and the server may be trying to get your password.';
const NO_TYPES =
  'The server offers logins that are bound to the connection, and does not say by what. ' +
  MAY_BE_AN_ATTACK;
const NO_MECHANISMS =
  'The server says what logins can be bound to, and offers none that are. ' + MAY_BE_AN_ATTACK;

/** Tokens have mechanisms of their own, `HT-SHA-256-EXPR`, which may be bound where no other is. */
const usesTypes = (name: string): boolean => /-PLUS$|^HT-.*-(EXPR|UNIQ|ENDP)$/.test(name);

/**
 * Whether a login that would be bound, and finds no type that is known here, goes on only where the
 * server proves what it offered.
 *
 * "none of these announced channel-binding types are supported by it, it MUST abort authentication, if
 * tls-server-end-point is also not advertised" (rule 6); by XEP-0474, version 0.5.0, section 7, "it SHOULD
 * continue authentication by sending "n" […] up to the server-first-message and then check the SSDP hash".
 */
export const mustBeProved = ({ channelBindings }: Offer): boolean =>
  channelBindings?.includes('tls-server-end-point') === false;

/** Why no token is used with an offer. */
export interface TokenFault {
  readonly text: string;
  /** Whether the offer contradicts itself; else other mechanisms may do. */
  readonly isContradiction: boolean;
}

/** What is wrong with an offer of mechanisms for tokens; `undefined` where nothing is. */
export function tokenFault(offer: Offer, source: ChannelBindingSource): TokenFault | undefined {
  const text = contradictionIn(offer);
  if (text !== undefined) return { text, isContradiction: true };
  const { channelBindings = [] } = offer;
  // Types that nobody knows have nothing.
  const isMutual = (type: string): boolean => source(type as ChannelBindingType) !== undefined;
  if (!mustBeProved(offer) || channelBindings.length === 0) return undefined;
  // A mechanism of one round trip has no place for the proof of rule 6. SCRAM has.
  return channelBindings.some(isMutual) ? undefined : { text: UNPROVED, isContradiction: false };
}

const UNPROVED =
  'The server does not prove what logins can be bound to, and none of it is known here. ' +
  MAY_BE_AN_ATTACK;
