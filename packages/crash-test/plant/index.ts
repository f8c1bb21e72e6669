import { AckBeforeCommit } from './ack-before-commit.js';
import { DedupeByIdOnly } from './dedupe-by-id-only.js';
import { DeleteBeforeHandle } from './delete-before-handle.js';
import { NoFence } from './no-fence.js';
import type { Plant } from './plant.js';
import { ResendWithoutH } from './resend-without-h.js';

export type { Plant };

const plants: Readonly<Record<string, new () => Plant>> = {
  'ack-before-commit': AckBeforeCommit,
  'delete-before-handle': DeleteBeforeHandle,
  'no-fence': NoFence,
  'resend-without-h': ResendWithoutH,
  'dedupe-by-id-only': DedupeByIdOnly,
};

/** Names of the faults that can be planted. */
export const plantNames: readonly string[] = Object.keys(plants);

/** The fault of that name; without a name, none. */
export function plantOf(name: string | undefined): Plant {
  const Chosen = name === undefined ? undefined : plants[name];
  if (Chosen !== undefined) return new Chosen();
  return { journal: (inner) => inner, connector: (inner) => inner };
}
