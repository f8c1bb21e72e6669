/**
 * Where a file stands, and where its imports lead.
 */
import { posix } from 'node:path';
import { builtinModules } from 'node:module';
import { WORKSPACES_WITH_ROOMS } from './table.js';

/** The place of a file in the house. */
export interface Place {
  /** `stanza`, `packages/session`. */
  readonly folder: string;
  /** The name of that folder: what `@xec/` is put before. */
  readonly workspace: string;
  /** The feature, or `core`; `undefined` for files beside the rooms and in other workspaces. */
  readonly room: string | undefined;
}

/** What a specifier names. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'workspace'; readonly name: string; readonly isDeep: boolean }
  | { readonly kind: 'library'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** The place of `path`, which is relative to the root of the project. */
export function placeOf(path: string): Place {
  const parts = path.split('/');
  const depth = parts[0] === 'packages' ? 2 : 1;
  const folder = parts.slice(0, depth).join('/');
  const workspace = parts[depth - 1] ?? '';
  const hasRoom = WORKSPACES_WITH_ROOMS.includes(workspace) && parts.length > depth + 1;
  return { folder, workspace, room: hasRoom ? parts[depth] : undefined };
}

/** What `specifier`, written in the file `path`, leads to. */
export function targetOf(path: string, specifier: string): Target {
  if (specifier.startsWith('.')) {
    const file = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
    return { kind: 'file', path: file };
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return { kind: 'node', name: specifier };
  }
  const [first = '', second = '', ...rest] = specifier.split('/');
  if (first === '@xec') return { kind: 'workspace', name: second, isDeep: rest.length > 0 };
  return { kind: 'library', name: first.startsWith('@') ? `${first}/${second}` : first };
}
