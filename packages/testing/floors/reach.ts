/**
 * What is loaded with a file.
 */
import type { Module } from './module.js';
import { targetOf } from './place.js';

/**
 * The libraries that are loaded with the file `start`: its own, and those of the files of its workspace
 * that it leads to. What types alone import is not there at run time.
 */
export function librariesFrom(start: string, modules: readonly Module[]): ReadonlySet<string> {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const libraries = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier, isTypeOnly } of byPath.get(path)?.imports ?? []) {
      const target = targetOf(path, specifier);
      if (isTypeOnly) continue;
      if (target.kind === 'library') libraries.add(target.name);
      if (target.kind === 'file') visit(target.path);
    }
  };
  visit(start);
  return libraries;
}
