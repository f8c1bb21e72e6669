import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { projectRoot } from './floors/index.js';

const readme = readFileSync(`${projectRoot}README.md`, 'utf8');

/** What is wrong with `code`, as the types of the project see it. */
function complaints(code: string): string[] {
  const { config } = ts.readConfigFile(`${projectRoot}tsconfig.test.json`, (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const name = `${projectRoot}packages/testing/readme-example.ts`;
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, language, ...rest) =>
    path === name
      ? ts.createSourceFile(path, code, language)
      : getSourceFile(path, language, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const example = /```ts\n([^]*?)```/.exec(readme)?.[1] ?? '';

describe('the example of the README', () => {
  it('compiles', () => {
    expect(example).toContain('extends Action<');
    expect(complaints(example)).toEqual([]);
  }, 60_000);

  it('would not compile with a misspelt key', () => {
    const misspelt = example.replace("subscribe('alert'", "subscribe('alerd'");
    expect(complaints(misspelt)).not.toEqual([]);
  }, 60_000);
});
