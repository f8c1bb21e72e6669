import { describe, expect, it } from '@jest/globals';
import {
  brokenImports,
  brokenManifests,
  librariesFrom,
  readManifest,
  readModule,
  readModules,
  ringsOfFiles,
  ringsOfRooms,
  ringsOfWorkspaces,
  workspaceFolders,
  type Module,
} from './floors/index.js';

describe('the project', () => {
  const folders = workspaceFolders();
  const modules = folders.flatMap((folder) => readModules(folder));

  it('imports downwards only', () => {
    expect(brokenImports(modules)).toEqual([]);
  });

  it('has no ring of workspaces, of features or of files', () => {
    expect(ringsOfWorkspaces(modules)).toEqual([]);
    expect(ringsOfRooms(modules)).toEqual([]);
    expect(ringsOfFiles(modules)).toEqual([]);
  });

  it.each(folders)('declares what it imports, and nothing else, in %s', (folder) => {
    const own = modules.filter(({ path }) => path.startsWith(`${folder}/`));
    const isBegun = own.some(({ path }) => path === `${folder}/index.ts`);
    expect(isBegun ? brokenManifests([readManifest(folder)], own) : []).toEqual([]);
  });
});

describe('what the tests share', () => {
  const modules = readModules('packages/testing');

  // Jest loads everything anew for each suite: a compiler is a second, hundreds of times.
  it('brings no compiler along', () => {
    const libraries = librariesFrom('packages/testing/index.ts', modules);
    expect(libraries).toContain('valibot');
    expect(libraries).not.toContain('typescript');
  });

  it('would be seen with one', () => {
    expect(librariesFrom('packages/testing/floors/index.ts', modules)).toContain('typescript');
  });
});

/** One file that imports `specifiers`, as values. */
const file = (path: string, ...specifiers: string[]): Module => ({
  path,
  imports: specifiers.map((specifier) => ({ specifier, isTypeOnly: false })),
});

describe('the table of floors', () => {
  it.each([
    ['stanza/ping/ping.ts', '../core/index.js'],
    ['stanza/carbons/carbons.ts', '../forward/forward.js'],
    ['stanza/core/element.ts', 'ltx/src/Element.js'],
    ['xec/core/hash.ts', '@noble/hashes/legacy.js'],
    ['xec/carbons/index.ts', '../core/feature.js'],
    ['xec/carbons/index.ts', '../message/index.js'],
    ['xec/index.ts', './carbons/index.js'],
    ['packages/transport-tcp/index.ts', '@xec/stanza'],
    ['packages/transport-websocket/index.ts', 'ws'],
    ['packages/discovery/srv.ts', '@xec/stanza'],
    ['packages/client/index.ts', '@xec/discovery'],
    ['packages/journal-sqlite/index.ts', 'node:sqlite'],
    ['packages/client/container.ts', 'tsyringe'],
    ['packages/client/index.ts', '@xec/journal-sqlite'],
    ['packages/cli/main.ts', '@xec/client'],
    ['packages/widgets/index.ts', '@xec/state'],
    ['packages/demo/main.ts', '@xec/devserver'],
  ])('lets %s import %s', (path, specifier) => {
    expect(brokenImports([file(path, specifier)])).toEqual([]);
  });

  it.each([
    ['stanza/ping/ping.ts', 'node:crypto', 'stanza runs without Node'],
    ['stanza/ping/ping.ts', 'events', 'stanza runs without Node'],
    ['stanza/core/parse.ts', 'saxes', 'stanza may use ltx, '],
    ['stanza/ping/ping.ts', '@xec/xec', 'stanza may import no other workspace'],
    ['stanza/core/xml.ts', '../ping/ping.js', 'core does not know the features'],
    ['stanza/ping/ping.ts', '../mam/query.js', 'mam is imported through its index.ts'],
    ['xec/core/handler.ts', '../ping/index.js', 'core does not know the features'],
    ['xec/core/handler.ts', '@xec/session', 'xec may import stanza'],
    ['xec/roster/index.ts', '../vcard/packets.js', 'vcard is imported through its index.ts'],
    ['xec/roster/index.ts', '../index.js', 'a feature does not import what lists the features'],
    ['xec/roster/index.ts', '../../stanza/index.js', 'a relative path stays in its workspace'],
    ['xec/roster/index.ts', '@xec/xec', 'a workspace imports itself by relative paths'],
    ['xec/roster/index.ts', '@xec/stanza/core/jid.js', 'a package is imported by its name alone'],
    ['xec/roster/index.ts', 'tsyringe', 'only client may import tsyringe'],
    ['xec/roster/index.ts', 'ws', 'xec may use ltx, '],
    ['packages/transport/index.ts', '@xec/stanza', 'transport may import no other workspace'],
    [
      'packages/transport-websocket/index.ts',
      '@xec/xec',
      'transport-websocket may import transport',
    ],
    ['packages/discovery/index.ts', '@xec/transport-tcp', 'discovery may import transport, stanza'],
    ['packages/journal-redis/index.ts', '@xec/stanza', 'journal-redis may import xec'],
    [
      'packages/session/index.ts',
      '@xec/journal-memory',
      'session may import stanza, xec, transport',
    ],
    ['packages/session/index.ts', 'node:net', 'session runs without Node'],
    ['packages/client/index.ts', '@xec/gateway', 'client may import stanza, xec, '],
    ['packages/client/index.ts', '@xec/testing', 'client may import stanza, xec, '],
    ['packages/gateway/index.ts', '@xec/session', 'gateway may import client, xec, stanza'],
    ['packages/cli/main.ts', '@xec/gateway', 'cli may import client, xec, stanza'],
    ['packages/cli/main.ts', '@xec/devserver', 'cli may import client, xec, stanza'],
    ['packages/gateway/index.ts', 'tsyringe', 'only client may import tsyringe'],
    ['packages/widgets/index.ts', '@xec/client', 'widgets may import xec, packet-source, state'],
    ['packages/devserver/index.ts', '@xec/xec', 'devserver may import stanza, transport'],
    ['packages/newcomer/index.ts', '@xec/xec', 'its workspace is not in the table'],
  ])('does not let %s import %s', (path, specifier, rule) => {
    const [sentence, ...others] = brokenImports([file(path, specifier)]);
    expect(others).toEqual([]);
    expect(sentence).toContain(path);
    expect(sentence).toContain(rule);
  });

  it('does not let types through where values may not go', () => {
    const path = 'packages/widgets/index.ts';
    const sentences = brokenImports([
      readModule(path, `import type { Client } from '@xec/client';`),
    ]);
    expect(sentences).toEqual([
      `${path} imports '@xec/client': widgets may import xec, packet-source, state`,
    ]);
  });
});

describe('reading a file', () => {
  const imports = (text: string) => readModule('xec/a.ts', text).imports;

  it('finds each way to import a value', () => {
    const text = `import './a.js'; import { type B } from './b.js'; export * from './c.js';
      export async function d() { return import('./d.js'); }`;
    expect(imports(text)).toEqual(
      ['./a.js', './b.js', './c.js', './d.js'].map((specifier) => ({
        specifier,
        isTypeOnly: false,
      })),
    );
  });

  it('finds each way to import a type', () => {
    const text = `import type { A } from './a.js'; export type { B } from './b.js';
      export type C = import('./c.js').C;`;
    expect(imports(text)).toEqual(
      ['./a.js', './b.js', './c.js'].map((specifier) => ({ specifier, isTypeOnly: true })),
    );
  });

  it('takes neither comments nor added declarations for imports', () => {
    const text = `// import './a.js'\nconst b = "import './b.js'";
      declare module '../core/packet.js' { interface PacketMap {} }`;
    expect(imports(text)).toEqual([]);
  });
});

describe('a ring', () => {
  it('of files is reported with its path', () => {
    const modules = [
      file('xec/core/a.ts', './b.js'),
      file('xec/core/b.ts', './c.js'),
      file('xec/core/c.ts', './a.js'),
    ];
    expect(ringsOfFiles(modules)).toEqual([
      'xec/core/a.ts → xec/core/b.ts → xec/core/c.ts → xec/core/a.ts',
    ]);
  });

  it('of types alone is none', () => {
    const type = (path: string, specifier: string): Module => ({
      path,
      imports: [{ specifier, isTypeOnly: true }],
    });
    const modules = [
      file('stanza/core/element.ts', './write.js'),
      type('stanza/core/write.ts', './element.js'),
    ];
    expect(ringsOfFiles(modules)).toEqual([]);
  });

  it('of features is reported where no file is in a ring', () => {
    const modules = [
      file('xec/roster/get-roster.action.ts', '../vcard/index.js'),
      file('xec/vcard/get-vcard.action.ts', '../roster/index.js'),
    ];
    expect(ringsOfFiles(modules)).toEqual([]);
    expect(ringsOfRooms(modules)).toEqual(['xec/roster → xec/vcard → xec/roster']);
  });

  it('of workspaces counts types, for they are built one after the other', () => {
    const modules = [
      readModule('packages/testing/index.ts', `import type { A } from '@xec/devserver';`),
      readModule('packages/devserver/index.ts', `import type { B } from '@xec/testing';`),
    ];
    expect(ringsOfWorkspaces(modules)).toEqual(['testing → devserver → testing']);
  });
});

describe('a package.json', () => {
  const manifest = (...dependencies: string[]) => [
    { folder: 'xec', name: '@xec/xec', isPrivate: false, dependencies, tools: [] },
  ];

  it('must declare what is imported', () => {
    expect(brokenManifests(manifest(), [file('xec/index.ts', 'valibot', '@xec/stanza')])).toEqual([
      'xec/index.ts imports valibot: xec/package.json does not declare it',
      'xec/index.ts imports @xec/stanza: xec/package.json does not declare it',
    ]);
  });

  it('must not declare what is not imported', () => {
    expect(brokenManifests(manifest('valibot', 'ws'), [file('xec/index.ts', 'valibot')])).toEqual([
      'xec/package.json declares ws: nothing imports it',
    ]);
  });

  it('may declare the types of what is imported', () => {
    const modules = [file('xec/core/element.ts', 'ltx/src/Element.js')];
    expect(brokenManifests(manifest('ltx', '@types/ltx'), modules)).toEqual([]);
  });

  it('is not asked about the files of other workspaces', () => {
    expect(brokenManifests(manifest(), [file('packages/cli/main.ts', 'commander')])).toEqual([]);
  });
});
