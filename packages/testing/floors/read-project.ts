/**
 * Reads the files of the project that the floors are about.
 */
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { projectRoot } from '../root/index.js';
import type { Manifest } from './check-manifests.js';
import { readModule, type Module } from './module.js';

/** The folders of all workspaces. */
export function workspaceFolders(root = projectRoot): string[] {
  const packages = readdirSync(`${root}packages`).map((name) => `packages/${name}`);
  return ['stanza', 'xec', ...packages].filter((folder) =>
    existsSync(`${root}${folder}/package.json`),
  );
}

/** What one workspace declares. */
export function readManifest(folder: string, root = projectRoot): Manifest {
  const { name, private: isPrivate = false, ...rest } = readPackageJson(`${root}${folder}`);
  const dependencies = Object.keys({ ...rest.dependencies, ...rest.peerDependencies });
  const tools = isPrivate ? Object.keys(readPackageJson(root).devDependencies ?? {}) : [];
  return { folder, name, isPrivate, dependencies, tools };
}

interface PackageJson {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/** Our own file, whose fields npm has checked. */
const readPackageJson = (folder: string): PackageJson =>
  JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;

/** The source files of a workspace that ship: no tests and their helpers, no settings of tools. */
export const readModules = (folder: string, root = projectRoot): Module[] =>
  sourceFiles(`${root}${folder}`)
    .map((path) => path.slice(root.length))
    .filter((path) => ships(path.slice(folder.length)))
    .map((path) => readModule(path, readFileSync(`${root}${path}`, 'utf8')));

/** Whether the file of that path, from its workspace's folder on, is part of the package. */
export const ships = (path: string): boolean =>
  !/\.(test|test-d|config|d)\.ts$/.test(path) && !path.startsWith('/testing/');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return ['dist', 'node_modules'].includes(entry.name) ? [] : sourceFiles(path);
    }
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
