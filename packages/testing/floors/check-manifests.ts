/**
 * Compares what a package declares with what its files import.
 */
import type { Module } from './module.js';
import { placeOf, targetOf } from './place.js';

/** A workspace's package.json, as far as it matters here. */
export interface Manifest {
  /** The folder, from the root of the project: `packages/session`. */
  readonly folder: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Names under `dependencies` and `peerDependencies`. */
  readonly dependencies: readonly string[];
  /** What else its files may import: the tools of the root, for a package that does not ship. */
  readonly tools: readonly string[];
}

/** One sentence for each package that is imported undeclared, or declared and not imported. */
export function brokenManifests(
  manifests: readonly Manifest[],
  modules: readonly Module[],
): string[] {
  return manifests.flatMap(({ folder, dependencies, tools }) => {
    const own = modules.filter(({ path }) => placeOf(path).folder === folder);
    const imported = new Map(own.flatMap(importedPackages));
    const undeclared = [...imported]
      .filter(([name]) => !dependencies.includes(name) && !tools.includes(name))
      .map(([name, path]) => `${path} imports ${name}: ${folder}/package.json does not declare it`);
    const unused = dependencies
      .filter((name) => !imported.has(typed(name)))
      .map((name) => `${folder}/package.json declares ${name}: nothing imports it`);
    return [...undeclared, ...unused];
  });
}

/** Names of packages, with the file that imports them. */
const importedPackages = ({ path, imports }: Module): [string, string][] =>
  imports.flatMap(({ specifier }): [string, string][] => {
    const target = targetOf(path, specifier);
    if (target.kind === 'workspace') return [[`@xec/${target.name}`, path]];
    return target.kind === 'library' ? [[target.name, path]] : [];
  });

/** The package that one of types belongs to: `@types/ltx` is there for `ltx`. */
const typed = (name: string): string => name.replace(/^@types\//, '');
