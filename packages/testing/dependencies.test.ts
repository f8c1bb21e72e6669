import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readManifest, workspaceFolders } from './floors/index.js';
import { projectRoot } from './root/index.js';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly hasInstallScript?: true; readonly dev?: true; readonly optional?: true }
    >
  >;
}

const page = readFileSync(`${projectRoot}docs/dependencies.md`, 'utf8');
const lock = JSON.parse(readFileSync(`${projectRoot}package-lock.json`, 'utf8')) as Lock; // npm's own

/** Libraries by name, with the version that each public package asks for. */
function libraries(): [name: string, by: string, version: string][] {
  return workspaceFolders()
    .map((folder) => readManifest(folder))
    .filter(({ isPrivate }) => !isPrivate)
    .flatMap(({ folder, name: by }) => {
      const text = readFileSync(`${projectRoot}${folder}/package.json`, 'utf8');
      const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
      return Object.entries(dependencies)
        .filter(([name]) => !name.startsWith('@xec/'))
        .map(([name, version]): [string, string, string] => [
          name,
          by.replace('@xec/', ''),
          version,
        ]);
    });
}

/** The rows of the page: packages by library. */
const rows = new Map(
  [...page.matchAll(/^\| (`.+?) *\| (.+?) *\|/gmu)].flatMap(([, names = '', by = '']) =>
    [...names.matchAll(/`([^`]+)`/gu)].map(
      ([, name = '']) => [name, by.split(', ').sort()] as const,
    ),
  ),
);

describe('the libraries that come with the packages', () => {
  it('are those of docs/dependencies.md, each for the packages that ask for it', () => {
    const asked = new Map<string, string[]>();
    for (const [name, by] of libraries()) asked.set(name, [...(asked.get(name) ?? []), by].sort());
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(asked));
  });

  it('are pinned', () => {
    expect(libraries().filter(([, , version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  it('run nothing when they are installed, nor does what they bring', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true)
      .map(([path]) => path);
    expect(scripted).toEqual([]);
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  });
});
