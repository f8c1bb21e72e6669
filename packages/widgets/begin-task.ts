import type { TaskHandle, TaskOptions } from './task-tray/tasks.js';

/** What `xec-task` carries: whoever shows tasks puts the handle in. */
export interface TaskWish {
  readonly options: TaskOptions;
  handle?: TaskHandle;
}

/**
 * Begins a task that the tray of the shell shows. A widget does not need the tray for it: where no
 * shell stands around `from`, nobody looks at the handle.
 */
export function beginTask(from: EventTarget, options: TaskOptions): TaskHandle {
  const detail: TaskWish = { options };
  from.dispatchEvent(new CustomEvent('xec-task', { detail, bubbles: true, composed: true }));
  return detail.handle ?? unseen;
}

const unseen: TaskHandle = {
  progress: () => undefined,
  succeed: () => undefined,
  fail: () => undefined,
  cancel: () => undefined,
};
