import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

/**
 * In a process of its own: the module changes what all suites of this one share. It opens one context in a
 * suite, and one beside it, as a runner does.
 */
const program = `
  import { AsyncLocalStorage } from 'node:async_hooks';
  const beside = new AsyncLocalStorage();
  beside.enterWith('beside');
  const { default: Environment } = await import(process.argv[1]);
  const environment = new Environment(
    { projectConfig: { testEnvironmentOptions: {}, globals: {} }, globalConfig: {} },
    { console, docblockPragmas: {}, testPath: '' },
  );
  await environment.setup();
  const opened = new AsyncLocalStorage();
  opened.enterWith('suite');
  const open = () => [beside.getStore(), opened.getStore()];
  const before = open();
  await environment.teardown();
  console.log(JSON.stringify({ before, after: open() }));
`;

describe('the environment of suites', () => {
  it('closes the asynchronous contexts that a suite leaves open, and no others', () => {
    const module = new URL('../setup/suite-environment.mjs', import.meta.url).href;
    const argv = ['--input-type=module', '--eval', program, module];
    const told = execFileSync(process.execPath, argv, { encoding: 'utf8' });
    expect(JSON.parse(told)).toEqual({
      before: ['beside', 'suite'],
      after: ['beside', null],
    });
  });
});
