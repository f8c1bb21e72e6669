import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sessionFeature } from '@xec/session';
import { Registry, allFeatures, conditionKey, outcomeConditions } from '@xec/xec';
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
  'the condition of an error that comes under another key': {
    code: "bus.subscribe('pubsub_delete_errorforbidden', () => undefined);",
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
    error: 2741,
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
    error: 2741,
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
  "bus.subscribe('pubsub_delete_error', () => undefined);",
  "bus.subscribe('pubsub_delete_errormalformedreply', () => undefined);",
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
import { GetWeather } from '../almanac.test-d.js';
declare const bus: PacketBus;
declare const ctx: ActionContext<'Almanac/Get'>;
const build = (): Element => xml('x');
export { Action, action, build, bus, ctx, feature, GetWeather, payload };
export type { ResultOf };
`;

const registry = new Registry([sessionFeature, ...allFeatures]);

/** What an error of each action might be told under. */
const errorKeys: readonly string[] = [...registry.actions.values()].flatMap(
  ({ description: { prefix } }) =>
    outcomeConditions.map((condition) => `${prefix}_error${conditionKey(condition)}`),
);
/** A line each: they are asked as methods of their actions, which is quicker than patterns are. */
const asked = `import type { MethodOf } from '@xec/xec';
declare function is<Name extends string, M extends string>(
  ...wrong: [MethodOf<Name, M>] extends [never] ? [never] : []
): void;
${errorKeys.map((key) => `is<'${key.replace('_error', "', 'error")}'>(); // '${key}'`).join('\n')}`;

/** The compiler takes these, and nobody tells them: their methods are known at run time only. */
const TAKEN = ['omemo_cleandeviceslist_erroritemnotfound', 'omemo_deletebundle_erroritemnotfound'];

/** What the compiler finds wrong: its code, and the text of the line. */
interface Found {
  readonly code: number;
  readonly line: string;
}

/** What the compiler says about each of `snippets`, each in a file of its own. */
function errorsOf(snippets: readonly string[]): Found[][] {
  const folder = mkdtempSync(`${projectRoot}packages/testing/types/planted-`);
  try {
    const texts = snippets.map((code) => preamble + code);
    const files = texts.map((_, index) => `planted-${String(index)}.ts`);
    texts.forEach((text, index) => writeFileSync(join(folder, files[index] ?? ''), text));
    const config = {
      extends: `${projectRoot}tsconfig.test.json`,
      compilerOptions: { incremental: false, tsBuildInfoFile: null },
      ...{ files, include: [] },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      ...{ cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    });
    const found = texts.map((): Found[] => []);
    for (const [, index, line, code] of stdout.matchAll(DIAGNOSTIC)) {
      const text = texts[Number(index)]?.split('\n')[Number(line) - 1] ?? '';
      found[Number(index)]?.push({ code: Number(code), line: text });
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The compiler that this project is built with. */
const compiler = `${projectRoot}packages/setup/node_modules/typescript/bin/tsc`;
const DIAGNOSTIC = /^planted-(\d+)\.ts\((\d+),\d+\): error TS(\d+):/gm;

describe('the compiler', () => {
  const names = Object.keys(planted);
  let errors: readonly Found[][] = [];

  beforeAll(() => {
    errors = errorsOf([...Object.values(planted).map(({ code }) => code), ...right, asked]);
  }, 120_000);

  it.each(names)('refuses %s, for that reason', (name) => {
    const found = errors[names.indexOf(name)]?.map(({ code }) => code);
    expect(found).toEqual([planted[name]?.error]);
  });

  it.each(right)('accepts %s', (code) => {
    expect(errors[names.length + right.indexOf(code)]).toEqual([]);
  });

  it('takes those keys of errors that the registry has', () => {
    const refused = new Set(errors.at(-1)?.map(({ line }) => /\/\/ '(.+)'/.exec(line)?.[1]));
    const taken = errorKeys.filter((key) => !refused.has(key));
    expect(taken.filter((key) => !registry.keys.has(key))).toEqual(TAKEN);
    expect(errorKeys.filter((key) => refused.has(key) && registry.keys.has(key))).toEqual([]);
    expect(refused.size).toBeGreaterThan(1000);
  });
});
