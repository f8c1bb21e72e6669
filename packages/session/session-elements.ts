/**
 * What sessions read themselves, each in one state of the stream only: no payload hears of these elements, so
 * nobody can say them again later. For tools that list what is understood; a test plays each one.
 */
import {
  NS_BIND,
  NS_REGISTER_FEATURE,
  NS_SASL,
  NS_SASL2,
  NS_STREAM,
  NS_TLS,
  type QualifiedName,
} from '@xec/stanza';

/** An element that sessions read, and when. */
export interface SessionElement extends QualifiedName {
  /** What it is called, as payloads have a class. */
  readonly class: string;
  /** What is around it. */
  readonly under: 'stream' | 'features';
  /** The state of the stream in which it is read; elsewhere it ends the stream, or is nothing. */
  readonly place: string;
}

const features = 'stream features';
const login = 'login, after <auth/>';
const login2 = 'login, after <authenticate/>';

/** The elements that sessions read. All come from the server. */
export const sessionElements: readonly SessionElement[] = [
  {
    class: 'StreamFeatures',
    name: 'features',
    xmlns: NS_STREAM,
    under: 'stream',
    place: 'stream opened',
  },
  { class: 'StreamError', name: 'error', xmlns: NS_STREAM, under: 'stream', place: 'any' },
  { class: 'STARTTLS', name: 'starttls', xmlns: NS_TLS, under: 'features', place: features },
  {
    class: 'STARTTLSProceed',
    name: 'proceed',
    xmlns: NS_TLS,
    under: 'stream',
    place: 'after <starttls/>',
  },
  { class: 'SASLChallenge', name: 'challenge', xmlns: NS_SASL, under: 'stream', place: login },
  { class: 'SASL2Challenge', name: 'challenge', xmlns: NS_SASL2, under: 'stream', place: login2 },
  { class: 'SASLSuccess', name: 'success', xmlns: NS_SASL, under: 'stream', place: login },
  { class: 'SASL2Success', name: 'success', xmlns: NS_SASL2, under: 'stream', place: login2 },
  { class: 'SASLFailure', name: 'failure', xmlns: NS_SASL, under: 'stream', place: login },
  { class: 'SASL2Failure', name: 'failure', xmlns: NS_SASL2, under: 'stream', place: login2 },
  {
    class: 'SessionBind',
    name: 'bind',
    xmlns: NS_BIND,
    under: 'features',
    place: 'stream features after the login',
  },
  {
    class: 'Register',
    name: 'register',
    xmlns: NS_REGISTER_FEATURE,
    under: 'features',
    place: features,
  },
];
