import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { projectRoot } from '../root/index.js';

/**
 * Wrong on purpose: each must give just this error of the compiler. So `@ts-expect-error` in the type
 * tests beside this file stands for the mistake it names, and not for another one.
 */
const planted: Readonly<Record<string, { readonly code: string; readonly error: number }>> = {
  'an unknown key': {
    code: "bus.subscribe('almanac_get_handel', () => undefined);",
    error: 2345,
  },
  'a wildcard that matches nothing': {
    code: "bus.subscribe('allmanac_*', () => undefined);",
    error: 2345,
  },
  'a field that the content does not have': {
    code: "bus.subscribe('almanac_get_handle', ({ content }) => void content.fahrenheit);",
    error: 2339,
  },
  'content of another type': {
    code: "ctx.emit('almanac_get_handle', { celsius: '1' });",
    error: 2322,
  },
  'content with a field missing': {
    code: "ctx.emit('almanac_get_handle', {});",
    error: 2345,
  },
  'a method without a key': {
    code: "ctx.deliver('handel', { celsius: 1 });",
    error: 2345,
  },
  'a wrong content of a method': {
    code: "ctx.deliver('handle', { celsius: '1' });",
    error: 2322,
  },
  'params of another type': {
    code: 'new GetWeather({ jid: 7 });',
    error: 2322,
  },
  'missing params': {
    code: 'new GetWeather();',
    error: 2554,
  },
  'a result that is used as another type': {
    code: 'export const wind = (result: ResultOf<GetWeather>) => result.wind;',
    error: 2339,
  },
  'a misspelt error method with override': {
    code: 'export class Wrong extends GetWeather { override errorItemNotFuond() { return; } }',
    error: 4117,
  },
  'an error method without override': {
    code: 'export class Wrong extends GetWeather { errorGone() { return; } }',
    error: 4114,
  },
  'a misspelt error method': {
    code: `@action('Almanac/Get') ${actionClass('errorItemNotFuond() { return; }')}`,
    error: 1238,
  },
  'a method of an application condition that is not declared': {
    code: `@action('Almanac/Get') ${actionClass('errorClosedNode() { return; }')}`,
    error: 1238,
  },
  'a class of another name': {
    code: `@action('Almanac/Set') ${actionClass('')}`,
    error: 1238,
  },
  'a payload that names no sender': {
    code: "payload('AlmanacEvent', { name: 'x', xmlns: 'urn:x', under: 'message' });",
    error: 2345,
  },
  'a sender that there is not': {
    code: "payload('X', { name: 'x', xmlns: 'urn:x', under: 'message', from: 'everyone' });",
    error: 2322,
  },
};

/** Right: what the wrong ones are a letter away from. */
const right: readonly string[] = [
  "bus.subscribe('almanac_get_handle', ({ content }) => void content.celsius);",
  "bus.subscribe('almanac_*', () => undefined);",
  "ctx.emit('almanac_get_handle', { celsius: 1 });",
  "ctx.deliver('handle', { celsius: 1 });",
  "new GetWeather({ jid: 'romeo@montague.example' });",
  'export const celsius = (result: ResultOf<GetWeather>) => result.celsius;',
  'export class Right extends GetWeather { override errorItemNotFound() { return; } }',
  `@action('Almanac/Get') ${actionClass('override errorItemNotFound() { return; }')}`,
  "@action('Almanac/Get', { conditions: [{ name: 'closed-node', xmlns: 'urn:x' }] }) " +
    actionClass('errorClosedNode() { return; }'),
  "feature({ name: 'x', actions: [GetWeather] });",
  "payload('X', { name: 'x', xmlns: 'urn:x', under: 'message', from: 'any' });",
];

function actionClass(body: string): string {
  return `export class It extends Action<'Almanac/Get'> { override build = build; ${body} }`;
}

const preamble = `
import { xml, type Element } from '@xec/stanza';
import { Action, action, feature, payload } from '@xec/xec';
import type { ActionContext, PacketBus, ResultOf } from '@xec/xec';
import { GetWeather } from './almanac.test-d.js';
declare const bus: PacketBus;
declare const ctx: ActionContext<'Almanac/Get'>;
const build = (): Element => xml('x');
export { Action, action, build, bus, ctx, feature, GetWeather, payload };
export type { ResultOf };
`;

const folder = `${projectRoot}packages/testing/types/`;

/** The codes of what the compiler says about each of `snippets`, each in a file of its own. */
function errorsOf(snippets: readonly string[]): number[][] {
  const sources = new Map(
    snippets.map((code, index) => [`${folder}planted-${String(index)}.ts`, preamble + code]),
  );
  const config = `${projectRoot}tsconfig.test.json`;
  const read = ts.parseConfigFileTextToJson(config, readFileSync(config, 'utf8')).config as object;
  const { options } = ts.parseJsonConfigFileContent({ ...read, files: [] }, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const isThere = host.fileExists.bind(host);
  const readText = host.readFile.bind(host);
  host.fileExists = (path) => sources.has(path) || isThere(path);
  host.readFile = (path) => sources.get(path) ?? readText(path);
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].map((path) => {
    const file = program.getSourceFile(path);
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return found.map(({ code }) => code);
  });
}

describe('the compiler', () => {
  const names = Object.keys(planted);
  let errors: readonly number[][] = [];

  beforeAll(() => {
    errors = errorsOf([...Object.values(planted).map(({ code }) => code), ...right]);
  }, 120_000);

  it.each(names)('refuses %s, for that reason', (name) => {
    expect(errors[names.indexOf(name)]).toEqual([planted[name]?.error]);
  });

  it.each(right)('accepts %s', (code) => {
    expect(errors[names.length + right.indexOf(code)]).toEqual([]);
  });
});
