import { JournalError, type Journal } from '@xec/xec';

/** How a journal does. */
export interface JournalHealth {
  readonly survives: string;
  readonly isWell: boolean;
  /** How long a small question took, in milliseconds. */
  readonly ms: number;
  /** Why it is not well: a code of `JournalError`, or `timeout`. */
  readonly reason?: string;
}

/** How long a journal may take. */
const PATIENCE_MS = 1000;

/** Asks a journal a small question. */
export async function healthOf(journal: Journal): Promise<JournalHealth> {
  const began = performance.now();
  const { survives } = journal;
  let stop: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    stop = setTimeout(() => reject(new Error('timeout')), PATIENCE_MS);
  });
  const ms = (): number => Math.round((performance.now() - began) * 10) / 10;
  try {
    await Promise.race([journal.packets('health of the gateway', 0, 1), late]);
    return { survives, isWell: true, ms: ms() };
  } catch (error) {
    const reason = error instanceof JournalError ? error.code : 'timeout';
    // It answers: there is no such session, nor should there be.
    if (reason === 'unknown-session') return { survives, isWell: true, ms: ms() };
    return { survives, isWell: false, ms: ms(), reason };
  } finally {
    clearTimeout(stop);
  }
}
