/**
 * Reads valibot schemas: what a value must look like, without how it is checked.
 */
import { bareJid, errorContent, fullJid, jid, type Schema } from '@xec/xec';

/** What a schema accepts. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'bigint' | 'boolean' | 'null' | 'undefined' | 'unknown' }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number | boolean | bigint)[] }
  | { readonly kind: 'array'; readonly item: Shape }
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  | { readonly kind: 'record'; readonly value: Shape }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: 'any-of'; readonly options: readonly Shape[] }
  | { readonly kind: 'all-of'; readonly options: readonly Shape[] }
  /** A shape that many schemas share, under its name. */
  | { readonly kind: 'named'; readonly name: string; readonly shape: Shape };

/** A member of an object. */
export interface Entry {
  readonly shape: Shape;
  readonly isOptional: boolean;
}

/** What valibot's schemas have in common, as far as it is read here. All members are optional. */
interface Parts {
  readonly type: string;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly item?: Schema;
  readonly items?: readonly Schema[];
  readonly rest?: Schema;
  readonly value?: Schema;
  readonly wrapped?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly getter?: (input: unknown) => Schema;
}

/** Schemas of xec/core that say more than their type does. */
const names = new Map<Schema, string>([
  [jid, 'JID'],
  [bareJid, 'BareJID'],
  [fullJid, 'FullJID'],
  [errorContent, 'ErrorContent'],
]);

const optionalTypes = ['optional', 'exact_optional', 'nullish', 'undefinedable'];

const known = new WeakMap<Schema, Shape>();

/** What `schema` accepts. A schema that contains itself is `unknown` at the inner place. */
export function shapeOf(schema: Schema): Shape {
  let shape = known.get(schema);
  if (shape !== undefined) return shape;
  known.set(schema, { kind: 'unknown' });
  const name = names.get(schema);
  shape = read(schema);
  if (name !== undefined) shape = { kind: 'named', name, shape };
  known.set(schema, shape);
  return shape;
}

/** Where a schema keeps its parts is valibot's public shape of schemas: `type` says which it has. */
const partsOf = (schema: Schema): Parts => schema;

function read(schema: Schema): Shape {
  const parts = partsOf(schema);
  const { type, item, items, wrapped, value, entries } = parts;
  switch (type) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'null':
      return { kind: type };
    case 'undefined':
    case 'void':
      return { kind: 'undefined' };
    case 'literal':
      return { kind: 'one-of', values: primitives([parts.literal]) };
    case 'picklist':
    case 'enum':
      return { kind: 'one-of', values: primitives(parts.options ?? []) };
    case 'optional':
    case 'exact_optional':
    case 'undefinedable':
    case 'non_optional':
    case 'non_nullable':
    case 'non_nullish':
      return wrapped === undefined ? { kind: 'unknown' } : shapeOf(wrapped);
    case 'nullable':
    case 'nullish':
      return wrapped === undefined ? { kind: 'null' } : anyOf([shapeOf(wrapped), { kind: 'null' }]);
    case 'lazy':
      return parts.getter === undefined ? { kind: 'unknown' } : shapeOf(parts.getter(undefined));
    case 'array':
      return { kind: 'array', item: item === undefined ? { kind: 'unknown' } : shapeOf(item) };
    case 'tuple':
    case 'strict_tuple':
    case 'loose_tuple':
    case 'tuple_with_rest':
      return { kind: 'tuple', items: (items ?? []).map(shapeOf) };
    case 'record':
      return { kind: 'record', value: value === undefined ? { kind: 'unknown' } : shapeOf(value) };
    case 'object':
    case 'strict_object':
    case 'loose_object':
    case 'object_with_rest':
      return { kind: 'object', entries: entriesOf(entries ?? {}) };
    case 'union':
    case 'variant':
      return anyOf(optionShapes(parts));
    case 'intersect':
      return { kind: 'all-of', options: optionShapes(parts) };
    default:
      return { kind: 'unknown' };
  }
}

const primitives = (values: readonly unknown[]): (string | number | boolean | bigint)[] =>
  values.filter((value): value is string | number | boolean | bigint =>
    ['string', 'number', 'boolean', 'bigint'].includes(typeof value),
  );

/** Unions, variants and intersections have schemas as their options. */
const optionShapes = ({ options }: Parts): Shape[] =>
  (options ?? []).map((option) => shapeOf(option as Schema));

const anyOf = (options: readonly Shape[]): Shape => {
  const flat = options.flatMap((option) => (option.kind === 'any-of' ? option.options : [option]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'any-of', options: flat };
};

const entriesOf = (entries: Readonly<Record<string, Schema>>): Map<string, Entry> =>
  new Map(
    Object.entries(entries).map(([name, schema]) => [
      name,
      { shape: shapeOf(schema), isOptional: optionalTypes.includes(partsOf(schema).type) },
    ]),
  );
