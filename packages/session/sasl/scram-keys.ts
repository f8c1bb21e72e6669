/**
 * What SCRAM makes of a password, to be kept.
 */
import { decodeBase64, encodeBase64 } from '@xec/stanza';
import { Secret } from '@xec/xec';
import { scramHashes, type ScramName } from './scram-hash.js';

/**
 * What a login computed from the password, so that the next one is cheap and needs no password
 * (RFC 5802 section 5.1 allows a client to keep it).
 *
 * Whoever has the keys can log in: they are as secret as the password.
 */
export interface ScramKeys {
  readonly mechanism: ScramName;
  /** Of which password of the account these are: the server's salt, in base64. */
  readonly salt: string;
  readonly iterations: number;
  readonly clientKey: Secret<Uint8Array>;
  readonly serverKey: Secret<Uint8Array>;
}

/** Keys as plain data, to be stored where passwords would be. */
export interface ScramKeysData {
  readonly mechanism: string;
  readonly salt: string;
  readonly iterations: number;
  /** In base64. */
  readonly clientKey: string;
  /** In base64. */
  readonly serverKey: string;
}

/** Keys as plain data, no longer marked as secret; see {@link readScramKeys}. */
export const serializeScramKeys = ({
  clientKey,
  serverKey,
  ...rest
}: ScramKeys): ScramKeysData => ({
  ...rest,
  clientKey: encodeBase64(clientKey.reveal()),
  serverKey: encodeBase64(serverKey.reveal()),
});

/** Keys of plain data; `undefined` for what {@link serializeScramKeys} did not make. */
export function readScramKeys(data: unknown): ScramKeys | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { mechanism, salt, iterations, ...keys } = data as Partial<Record<string, unknown>>;
  if (!isScramName(mechanism) || typeof salt !== 'string') return undefined;
  if (typeof iterations !== 'number' || !Number.isSafeInteger(iterations)) return undefined;
  const size = scramHashes[mechanism].bytes;
  const clientKey = readKey(keys['clientKey'], size);
  const serverKey = readKey(keys['serverKey'], size);
  if (clientKey === undefined || serverKey === undefined) return undefined;
  return { mechanism, salt, iterations, clientKey, serverKey };
}

const isScramName = (name: unknown): name is ScramName =>
  typeof name === 'string' && Object.hasOwn(scramHashes, name);

function readKey(text: unknown, size: number): Secret<Uint8Array> | undefined {
  const key = typeof text === 'string' ? decodeBase64(text) : undefined;
  return key?.length === size ? new Secret(key) : undefined;
}
