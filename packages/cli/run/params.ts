/**
 * `--param name=value` → params of an action, by its schema.
 */
import type { Schema } from '@xec/xec';
import { UsageError, hint } from '../exit.js';
import { shapeOf, type Entry, type Shape } from '../schema/shape.js';
import { shapeText } from '../schema/to-text.js';
import { valueOf } from './value.js';

/**
 * Reads the params of `action`. `a.b=x` sets a member of `a`; a name that comes twice is a list.
 *
 * @returns `undefined` for an action without params
 * @throws UsageError for an unknown name or a text that cannot be such a value
 */
export function readParams(
  action: string,
  schema: Schema | undefined,
  assignments: readonly string[],
): unknown {
  if (schema === undefined) {
    if (assignments.length === 0) return undefined;
    throw new UsageError(`${action} takes no params, got --param ${assignments[0] ?? ''}`);
  }
  const shape = shapeOf(schema);
  const texts = new Map<string, string[]>();
  for (const assignment of assignments) {
    const [name, text] = split(assignment);
    texts.set(name, [...(texts.get(name) ?? []), text]);
  }
  const params: Record<string, unknown> = Object.create(null) as Record<string, unknown>; // no keys
  for (const [name, values] of texts) {
    const path = pathOf(name, shape, action);
    set(params, path.names, valueOf(path.shape, values, name));
  }
  return params;
}

/** The names of params, with their types: for messages. */
export const paramsText = (schema: Schema | undefined): string =>
  schema === undefined ? 'none' : shapeText(shapeOf(schema));

function split(assignment: string): [name: string, text: string] {
  const at = assignment.indexOf('=');
  if (at < 1) throw new UsageError(`expected --param name=value, got --param ${assignment}`);
  return [assignment.slice(0, at), assignment.slice(at + 1)];
}

function pathOf(name: string, root: Shape, action: string): { names: string[]; shape: Shape } {
  const members = membersOf(root);
  const whole = members.get(name);
  if (whole !== undefined) return { names: [name], shape: whole.shape };
  const names = name.split('.');
  let shape = root;
  for (const [depth, part] of names.entries()) {
    const inner = membersOf(shape);
    const next = inner.get(part)?.shape ?? (shape.kind === 'record' ? shape.value : undefined);
    if (next === undefined) {
      const before = names.slice(0, depth).join('.');
      const known = [...inner.keys()].join(', ') || 'none';
      throw new UsageError(
        `${action}${before === '' ? '' : `, ${before}`} has no param "${part}"${hint(part, inner.keys())} ` +
          `(params: ${known})`,
      );
    }
    shape = next;
  }
  return { names, shape };
}

/** The members of an object, or of all the objects that a value may be. */
function membersOf(shape: Shape): ReadonlyMap<string, Entry> {
  if (shape.kind === 'object') return shape.entries;
  if (shape.kind === 'named') return membersOf(shape.shape);
  if (shape.kind !== 'any-of' && shape.kind !== 'all-of') return new Map();
  const found = new Map<string, Entry>();
  for (const option of shape.options) {
    for (const [name, entry] of membersOf(option)) {
      const other = found.get(name);
      found.set(name, other === undefined ? entry : either(other, entry));
    }
  }
  return found;
}

const either = (one: Entry, other: Entry): Entry => ({
  shape: { kind: 'any-of', options: [one.shape, other.shape] },
  isOptional: one.isOptional || other.isOptional,
});

function set(target: Record<string, unknown>, names: readonly string[], value: unknown): void {
  const [name = '', ...rest] = names;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const members =
    typeof inner === 'object' && inner !== null
      ? (inner as Record<string, unknown>) // an object that came as JSON, or was made below
      : (Object.create(null) as Record<string, unknown>);
  target[name] = members;
  set(members, rest, value);
}
