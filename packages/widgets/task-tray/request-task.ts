import type { PacketSource } from '@xec/packet-source';
import { beginTask } from '../begin-task.js';
import type { TaskOptions } from './tasks.js';

/** What is requested, and how the tray names it. */
export interface TaskRequest extends Pick<TaskOptions, 'kind' | 'name' | 'unit' | 'total'> {
  readonly action: string;
  readonly params?: unknown;
}

/**
 * Requests an action as long work: the tray shows it, with what the action's `…_progress` packets say of
 * `done` and `total`, and gives it up by taking the request back.
 *
 * @throws RequestError as {@link PacketSource.request} does
 */
export async function requestTask(
  from: EventTarget,
  source: Pick<PacketSource, 'request'>,
  { action, params, ...options }: TaskRequest,
): Promise<unknown> {
  const abort = new AbortController();
  const task = beginTask(from, { ...options, cancel: () => abort.abort() });
  try {
    const content = await source.request(action, params, {
      signal: abort.signal,
      onProgress(told) {
        const { done, total } = readProgress(told);
        if (done !== undefined) task.progress(done, total);
      },
    });
    task.succeed();
    return content;
  } catch (error) {
    task.fail(conditionOf(error));
    throw error;
  }
}

/** Numbers of an action of anybody: what is none is left out. */
function readProgress(told: unknown): { readonly done?: number; readonly total?: number } {
  const { done, total } = Object(told) as Readonly<Record<string, unknown>>; // read below
  return {
    ...(typeof done === 'number' && { done }),
    ...(typeof total === 'number' && { total }),
  };
}

const conditionOf = (error: unknown): string =>
  error instanceof Error && 'condition' in error && typeof error.condition === 'string'
    ? error.condition
    : 'undefined-condition';
