import { Secret } from '@xec/xec';
import type { SaslPayload } from './mechanism.js';
import { prepare } from './prepare.js';
import { scramDigest, type ScramName } from './scram-hash.js';
import { readIterations } from './scram-message.js';

/**
 * The SaltedPassword of RFC 5802 section 3, which a server asks for to keep a newer hash (XEP-0480
 * section 3).
 *
 * @throws SaslProtocolError `iterations` outside of what a login allows, `credentials` for a password
 *   that cannot be prepared
 */
export async function upgradedPassword(
  name: ScramName,
  password: Secret,
  { salt, iterations }: { readonly salt: Uint8Array; readonly iterations: number },
): Promise<SaslPayload> {
  const count = readIterations(String(iterations));
  const prepared = new TextEncoder().encode(await prepare(password.reveal(), 'password'));
  const digest = await scramDigest(name);
  return new Secret(await digest.pbkdf2(prepared, salt, count));
}
