import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { projectRoot } from './root/index.js';

/** Sources of the project and of libraries, read once for all examples. */
const sources = new Map<string, ts.SourceFile | undefined>();

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
  host.getSourceFile = (path, language, ...rest) => {
    if (path === name) return ts.createSourceFile(path, code, language);
    if (!sources.has(path)) sources.set(path, getSourceFile(path, language, ...rest));
    return sources.get(path);
  };
  const program = ts.createProgram([name], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The examples in TypeScript of a file. */
const examples = (file: string): string[] =>
  [...readFileSync(`${projectRoot}${file}`, 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(
    ([, code = '']) => code,
  );

const [example = '', ...others] = examples('README.md');

describe('the first example of the README', () => {
  it('compiles', () => {
    expect(example).toContain('extends Action<');
    expect(complaints(example)).toEqual([]);
  }, 60_000);

  it('would not compile with a misspelt key', () => {
    const misspelt = example.replace("subscribe('alert'", "subscribe('alerd'");
    expect(complaints(misspelt)).not.toEqual([]);
  }, 60_000);
});

describe('the examples about what outlives its process', () => {
  it.each([...others, ...examples('docs/durability.md')].map((code) => [code]))(
    'compile, number %#',
    (code) => {
      expect(complaints(code)).toEqual([]);
    },
    60_000,
  );

  it('are as many as there are', () => {
    expect(others).toHaveLength(1);
    expect(examples('docs/durability.md')).toHaveLength(4);
  });
});
