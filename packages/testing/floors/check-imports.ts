/**
 * Judges imports by the table.
 */
import type { Import, Module } from './module.js';
import { placeOf, targetOf, type Target } from './place.js';
import { RESERVED, fits, floorOf, type Floor } from './table.js';

/** One sentence for each import that breaks the table: the file, what it imports, the rule. */
export function brokenImports(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, imports }) => {
    const floor = floorOf(placeOf(path).workspace);
    if (floor === undefined) {
      return [`${path}: its workspace is not in the table of packages/testing/floors/table.ts`];
    }
    return imports.flatMap((each) => {
      const rule = brokenRule(path, each, floor);
      return rule === undefined ? [] : [`${path} imports '${each.specifier}': ${rule}`];
    });
  });
}

function brokenRule(path: string, { specifier }: Import, floor: Floor): string | undefined {
  const target = targetOf(path, specifier);
  switch (target.kind) {
    case 'file':
      return brokenPath(path, target.path);
    case 'workspace':
      return brokenWorkspace(placeOf(path).workspace, target, floor);
    case 'library':
      return brokenLibrary(placeOf(path).workspace, target.name, floor);
    case 'node':
      return floor.node ? undefined : `${placeOf(path).workspace} runs without Node`;
  }
}

function brokenWorkspace(
  own: string,
  { name, isDeep }: Extract<Target, { kind: 'workspace' }>,
  { workspaces }: Floor,
): string | undefined {
  if (name === own) return 'a workspace imports itself by relative paths';
  // What does not ship has a door to each of its folders: processes that start often take no more.
  if (isDeep && name !== 'testing') return 'a package is imported by its name alone';
  if (workspaces.some((pattern) => fits(pattern, name))) return undefined;
  return `${own} may import ${workspaces.join(', ') || 'no other workspace'}`;
}

function brokenLibrary(own: string, name: string, { libraries }: Floor): string | undefined {
  const owner = RESERVED[name];
  if (owner !== undefined && owner !== own) return `only ${owner} may import ${name}`;
  if (libraries === 'any' || libraries.includes(name)) return undefined;
  return `${own} may use ${libraries.join(', ') || 'no library'}`;
}

/** Between the rooms of a workspace: down to `core`, across through another room's face. */
function brokenPath(path: string, target: string): string | undefined {
  const from = placeOf(path);
  const to = placeOf(target);
  if (from.folder !== to.folder) return 'a relative path stays in its workspace';
  if (from.room === undefined || from.room === to.room || to.room === 'core') return undefined;
  if (from.room === 'core') return 'core does not know the features';
  if (to.room === undefined) return 'a feature does not import what lists the features';
  return isFace(target, to.room) ? undefined : `${to.room} is imported through its index.ts`;
}

/** `index.ts`; a small room of stanza has one file of the room's name. */
const isFace = (path: string, room: string): boolean =>
  path.endsWith(`/${room}/index.ts`) || path === `stanza/${room}/${room}.ts`;
