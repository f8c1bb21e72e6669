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
  { id, ...managed }: Managed,
  vault: Vault | undefined,
): Promise<KeptManaged> {
  if (id === undefined) return managed;
  if (vault === undefined) return { ...managed, id: id.reveal() };
  return { ...managed, id: await vault.seal(id.reveal()), isSealed: true };
}

/** The stream to go on with; `undefined` where its id was sealed and cannot be opened. */
export async function openLostStream(
  { id, isSealed, handled }: LostStream,
  vault: Vault | undefined,
): Promise<PreviousStream | undefined> {
  const opened = isSealed ? await vault?.open(id) : id;
  return opened === undefined ? undefined : { id: new Secret(opened), handled };
}
