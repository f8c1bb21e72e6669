/**
 * Rings: imports that lead back to where they began.
 */
import type { Module } from './module.js';
import { placeOf, targetOf } from './place.js';

/** Who leads to whom. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The rings of a graph, each once, as `a → b → a`. */
export function rings(graph: Graph): string[] {
  const found = new Map<string, string>();
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) {
      const ring = way.slice(start);
      found.set([...ring].sort().join(), [...ring, node].join(' → '));
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return [...found.values()];
}

/** Rings of files inside workspaces. What types alone import is not there at run time. */
export const ringsOfFiles = (modules: readonly Module[]): string[] =>
  rings(
    graphOf(modules, (path, specifier) => {
      const target = targetOf(path, specifier);
      return target.kind === 'file' ? [path, target.path] : undefined;
    }),
  );

/** Rings of features: no file of one needs to import itself for two rooms to need each other. */
export const ringsOfRooms = (modules: readonly Module[]): string[] =>
  rings(
    graphOf(modules, (path, specifier) => {
      const target = targetOf(path, specifier);
      if (target.kind !== 'file') return undefined;
      const from = placeOf(path);
      const to = placeOf(target.path);
      if (from.room === undefined || to.room === undefined || from.room === to.room)
        return undefined;
      return [`${from.folder}/${from.room}`, `${to.folder}/${to.room}`];
    }),
  );

/** Rings of workspaces, for which types count as well: they are built one after the other. */
export const ringsOfWorkspaces = (modules: readonly Module[]): string[] =>
  rings(
    graphOf(
      modules,
      (path, specifier) => {
        const target = targetOf(path, specifier);
        return target.kind === 'workspace' ? [placeOf(path).workspace, target.name] : undefined;
      },
      true,
    ),
  );

function graphOf(
  modules: readonly Module[],
  edge: (path: string, specifier: string) => [from: string, to: string] | undefined,
  withTypes = false,
): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of modules) {
    for (const { specifier, isTypeOnly } of imports) {
      const [from, to] = (withTypes || !isTypeOnly ? edge(path, specifier) : undefined) ?? [];
      if (from === undefined || to === undefined) continue;
      graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return graph;
}
