/**
 * Elements that are a list of attributes: one table says how each is read and written.
 */
import type { XmlAttributes } from './children.js';
import type { Element } from './element.js';

/** One attribute: its name on the wire, and what its text means. */
export interface Attribute<T> {
  readonly name: string;
  readonly read: (text: string) => T | undefined;
  /** Without it the element says nothing. */
  readonly isRequired?: true;
}

/** The attributes of an element by the fields of its shape. */
export type AttributeTable<T> = {
  readonly [K in keyof T]-?: Attribute<Exclude<T[K], undefined>>;
};

/** Any text. */
export const text = (name: string): Attribute<string> => ({ name, read: (value) => value });

/** A whole number from 0 to `max`; default: what 32 bits hold (`xs:unsignedInt`). */
export const number = (name: string, max = 0xffffffff): Attribute<number> => ({
  name,
  read: (value) => {
    const trimmed = value.trim();
    return /^\d{1,10}$/.test(trimmed) && Number(trimmed) <= max ? Number(trimmed) : undefined;
  },
});

/** One of these texts. */
export const oneOf = <T extends string>(name: string, values: readonly T[]): Attribute<T> => ({
  name,
  read: (value) => values.find((each) => each === value),
});

/** `xs:boolean`. */
export const flag = (name: string): Attribute<boolean> => ({
  name,
  read: (value) => {
    if (value === 'true' || value === '1') return true;
    return value === 'false' || value === '0' ? false : undefined;
  },
});

/** The same, where the element says nothing without it. */
export const required = <T>(attribute: Attribute<T>): Attribute<T> => ({
  ...attribute,
  isRequired: true,
});

/**
 * Reads the attributes of `el`. An optional one that is not what it must be is left out.
 *
 * @returns `undefined` where a required one is absent or not what it must be
 */
export function readAttributes<T extends object>(
  el: Element,
  table: AttributeTable<T>,
): T | undefined {
  const fields: Record<string, unknown> = {};
  for (const [field, { name, read, isRequired }] of entries(table)) {
    const raw: unknown = el.attrs[name];
    const value = typeof raw === 'string' ? read(raw) : undefined;
    if (value !== undefined) fields[field] = value;
    else if (isRequired === true) return undefined;
  }
  return fields as T; // the table's type says which field holds what
}

/** What {@link readAttributes} reads back. */
export function writeAttributes<T extends object>(
  value: T,
  table: AttributeTable<T>,
): XmlAttributes {
  const attributes: Record<string, string | number | boolean> = {};
  const fields = value as Readonly<Record<string, string | number | boolean | undefined>>; // what tables read
  for (const [field, { name }] of entries(table)) {
    const one = fields[field];
    if (one !== undefined) attributes[name] = one;
  }
  return attributes;
}

const entries = (table: object): [string, Attribute<unknown>][] =>
  Object.entries(table as Readonly<Record<string, Attribute<unknown>>>); // what tables are made of
