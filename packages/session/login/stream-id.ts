import type { Unread } from '@xec/stanza';
import { Secret, type StreamFact } from '@xec/xec';
import type { Vault } from '../vault.js';
import type { Managed, PreviousStream } from './managed-login.js';

/** A stream to go on with, as the journal has it. */
export interface LostStream {
  readonly id: string;
  /** Whether a vault sealed the id; else it is in clear, and the journal for its owner's eyes only. */
  readonly isSealed: boolean;
  /** How many stanzas of it are handled and stored. */
  readonly handled: number;
}

type KeptManaged = Pick<StreamFact, 'id' | 'isSealed' | 'location' | 'maxSeconds'>;

/** What is stored of a stream's management. Its id is a secret (rule 56): sealed, where there is a vault. */
export async function keepStream(
  { id, location, maxSeconds }: Managed,
  vault: Vault | undefined,
): Promise<KeptManaged> {
  const kept: Unread<KeptManaged> = {};
  if (location !== undefined) kept.location = location;
  if (maxSeconds !== undefined) kept.maxSeconds = maxSeconds;
  if (id !== undefined) {
    kept.id = vault === undefined ? id.reveal() : await vault.seal(id.reveal());
    if (vault !== undefined) kept.isSealed = true;
  }
  return kept as KeptManaged; // all of it may be absent
}

/** The stream to go on with; `undefined` where its id was sealed and cannot be opened. */
export async function openLostStream(
  { id, isSealed, handled }: LostStream,
  vault: Vault | undefined,
): Promise<PreviousStream | undefined> {
  const opened = isSealed ? await vault?.open(id) : id;
  return opened === undefined ? undefined : { id: new Secret(opened), handled };
}
