import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDevServer } from '@xec/devserver';
import { sessionFeature } from '@xec/client';
import { Registry, allFeatures } from '@xec/xec';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readManifest, workspaceFolders } from './floors/index.js';
import { projectRoot } from './root/index.js';
import { floorOf } from './floors/table.js';

/** The workspaces that people install: public, and begun. */
const packages = workspaceFolders()
  .map((folder) => readManifest(folder))
  .filter(({ folder, isPrivate }) => !isPrivate && existsSync(`${projectRoot}${folder}/index.ts`));

const names = packages.map(({ name }) => name);
const inBrowsers = names.filter((name) => floorOf(name.replace('@xec/', ''))?.node === false);

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Compilers that users have: one reads every declaration within seconds, the other is of the version before. */
const newest = `${projectRoot}packages/setup/node_modules/typescript/bin/tsc`;
const older = `${projectRoot}node_modules/typescript/bin/tsc`;

/** The folder of a user: one project, in which the packed packages are installed. */
const home = mkdtempSync(join(tmpdir(), 'xec-packages-'));
const packed = new Map<string, Packed>();

/** What is wrong with the types of each package, by its name. */
let wrongTypes: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  const unbuilt = packages.filter(
    ({ folder }) => !existsSync(`${projectRoot}${folder}/dist/index.js`),
  );
  if (unbuilt.length > 0) {
    throw new Error(`not built: ${unbuilt.map(({ folder }) => folder).join(', ')}; npm run build`);
  }
  for (const each of pack()) {
    packed.set(each.name, each);
    install(each);
  }
  for (const name of packages.flatMap(({ dependencies }) => dependencies)) link(name);
  link('@types/node');
  wrongTypes = await checkTypes();
}, 240_000);

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe.each(names)('the package %s', (name) => {
  it('has nothing that publint complains about', async () => {
    const pkgDir = join(home, 'node_modules', name);
    const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  }, 60_000);

  it('has types that are found by whoever imports it', () => {
    expect(wrongTypes.get(name)).toBe('');
  });

  it('brings its code, and neither tests nor notes of the compiler', () => {
    const paths = packedOf(name).files.map(({ path }) => path);
    expect(paths).toContain('dist/index.js');
    expect(paths.filter((path) => /\.test\.|\/testing\/|\.tsbuildinfo$/.test(path))).toEqual([]);
  });
});

describe('a user of the packages', () => {
  it('compiles against them for Node, with their declarations checked', () => {
    compile('for-node', names, {
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      types: ['node'],
    });
  }, 240_000);

  it('knows each packet key of each room', () => {
    const { keys } = new Registry([sessionFeature, ...allFeatures]);
    const folder = join(home, 'keys');
    mkdirSync(folder);
    const lines = [...keys.keys()].map((key) => `  '${key}',`);
    writeFileSync(
      join(folder, 'index.ts'),
      [
        "import type {} from '@xec/client';",
        "import type { PacketKey } from '@xec/xec';",
        `export const keys: readonly PacketKey[] = [\n${lines.join('\n')}\n];`,
      ].join('\n'),
    );
    check(folder, { ...declarationsAreChecked, types: ['node'] });
  }, 240_000);

  it('compiles against them for a browser and its bundler, without the types of Node', () => {
    compile('for-browsers', inBrowsers, {
      module: 'ESNext',
      moduleResolution: 'Bundler',
      types: [],
    });
  }, 240_000);

  it('loads them with what they declare as dependencies', () => {
    writeFileSync(
      join(home, 'load.mjs'),
      names.map((name) => `await import('${name}');`).join('\n'),
    );
    run(join(home, 'load.mjs'));
  }, 60_000);
});

describe('an application outside the workspaces', () => {
  it('compiles with its own action, payload and packet keys, and runs', async () => {
    const folder = join(home, 'weather');
    cpSync(`${projectRoot}packages/example-weather`, folder, {
      recursive: true,
      filter: (path) => !/\/(dist|node_modules|tsconfig\.json)$/.test(path),
    });
    const compilerOptions = {
      ...userOptions,
      ...declarationsAreChecked,
      types: ['node'],
      experimentalDecorators: true,
      noEmit: false,
      outDir: 'built',
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    run(older, '-p', folder);
    const accounts = { alice: 'alice-pw', bob: 'bob-pw' };
    const server = await startDevServer({ accounts, say: () => undefined });
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(folder, 'built', 'main.js'), server.url],
        { timeout: 20_000 },
      );
      const [, told = 'nothing'] = /^weather_get_handle (.*)$/m.exec(stdout) ?? [];
      expect(JSON.parse(told)).toMatchObject({ celsius: 21, asked: 'before leaving' });
      expect(stdout.match(/^weatheralert .*"stay inside"/gm)).toHaveLength(1);
      expect(stdout).not.toContain('some drops');
    } finally {
      await server.close();
    }
  }, 240_000);
});

/** Asks about all of them at once, as `attw` is asked about one. */
async function checkTypes(): Promise<ReadonlyMap<string, string>> {
  const main = `${projectRoot}packages/testing/programs/are-types-wrong.mjs`;
  const files = names.map((name) => join(home, packedOf(name).filename));
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...files]);
  const wrong = JSON.parse(stdout) as readonly string[]; // of that very program
  return new Map(names.map((name, index) => [name, wrong[index] ?? 'not asked about']));
}

/** Packs all of them at once, as publishing would. */
function pack(): Packed[] {
  const workspaces = names.flatMap((name) => ['--workspace', name]);
  const options = ['--json', '--ignore-scripts', '--pack-destination', home, ...workspaces];
  const output = execFileSync('npm', ['pack', ...options], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Packed[]; // npm's documented output, of which we need three fields
}

function install({ name, filename }: Packed): void {
  const folder = join(home, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', join(home, filename), '-C', folder, '--strip-components=1']);
}

/** A dependency of others is taken from this project; ours are the packed ones. */
function link(name: string): void {
  const target = join(home, 'node_modules', name);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(`${projectRoot}node_modules/${name}`, target);
}

function packedOf(name: string): Packed {
  const found = packed.get(name);
  if (found === undefined) throw new Error(`npm pack left ${name} out`);
  return found;
}

/** The strictest that a user may set, short of examining TypeScript's own libraries. */
const userOptions = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true,
  noEmit: true,
};

/** Of a user who comes after `for-node`, which checked them: once takes long enough. */
const declarationsAreChecked = {
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  skipLibCheck: true,
};

function compile(project: string, imported: readonly string[], options: object): void {
  const folder = join(home, project);
  mkdirSync(folder);
  const lines = imported.map((name, index) => `export * as part${String(index)} from '${name}';`);
  writeFileSync(join(folder, 'index.ts'), lines.join('\n'));
  check(folder, options);
}

/** Compiles the sources in `folder` as a user would. */
function check(folder: string, options: object): void {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = { ...userOptions, ...options };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  run(newest, '-p', folder);
}

/** Runs a script of Node; its output is the message when it fails. */
function run(script: string, ...args: string[]): void {
  try {
    execFileSync(process.execPath, [script, ...args], {
      cwd: home,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }; // execFileSync's own
    throw new Error(`${stdout}${stderr}`);
  }
}
