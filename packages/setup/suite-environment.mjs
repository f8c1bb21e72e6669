/**
 * Node as suites see it, which takes along what each leaves with the process: the asynchronous contexts
 * that it opened (jest opens one in every suite). Every promise of the process carries all that are open,
 * so that after a hundred suites a promise costs more than the code around it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import NodeEnvironment from 'jest-environment-node';

/** Those of the suite that runs: a process runs one at a time. */
const used = new Set();
const { run, enterWith } = AsyncLocalStorage.prototype;

Object.assign(AsyncLocalStorage.prototype, {
  run(...args) {
    used.add(this);
    return run.apply(this, args);
  },
  enterWith(...args) {
    used.add(this);
    return enterWith.apply(this, args);
  },
});

export default class SuiteEnvironment extends NodeEnvironment {
  async teardown() {
    await super.teardown();
    for (const storage of used) storage.disable();
    used.clear();
  }
}
