/**
 * The end of a stream, told to each in its language: as an error, and as plain data.
 */
import { TransportError } from '@xec/transport';
import { SaslError, StreamError } from '@xec/xec';
import { Sasl2Error } from './login/sasl2-error.js';
import type { Reason } from './packets.js';
import { StreamEnd } from './stream-end.js';

/** The end that a login comes to when it throws `error`. */
export function refusal(error: unknown): StreamEnd {
  if (error instanceof StreamEnd) return error;
  // A part of the program that could not be loaded: nobody was refused anything.
  if (error instanceof TransportError) {
    return new StreamEnd('lost', error.code, error.message, { cause: error });
  }
  const condition = error instanceof SaslError ? error.condition : 'internal-server-error';
  return new StreamEnd('refused', condition, messageOf(error), { cause: error });
}

/** Whether a login may come to that; anything else is a fault of this program. */
export const isOutcome = (error: unknown): boolean =>
  error instanceof StreamEnd || error instanceof SaslError || error instanceof TransportError;

/** Whether the login was given up by ourselves: what is stored does not do, and the password is not there. */
export const lacksPassword = ({ kind, condition }: StreamEnd): boolean =>
  kind === 'refused' && condition === 'credentials';

/** What `connect()` rejects with. */
export function errorOf(end: StreamEnd): Error {
  if (end.cause instanceof SaslError || end.cause instanceof TransportError) return end.cause;
  return new StreamError(end.condition, textOf(end));
}

/** The keys that tell that a login was refused: that of its protocol beside the one that both have. */
export const failureKeys = ({ cause }: StreamEnd): readonly ('saslfailure' | 'sasl2failure')[] => {
  if (cause instanceof Sasl2Error) return ['saslfailure', 'sasl2failure'];
  return cause instanceof SaslError ? ['saslfailure'] : [];
};

/** What packets say. */
export function reasonOf(end: StreamEnd): Reason {
  const text = end.cause instanceof SaslError ? end.cause.text : textOf(end);
  return { condition: end.condition, ...(text !== undefined && { text }) };
}

const textOf = ({ condition, message }: StreamEnd): string | undefined =>
  message === condition ? undefined : message;

/** What went wrong, in words. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
