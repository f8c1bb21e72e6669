import type { Schema } from '@xec/xec';
import * as v from 'valibot';
import { shapeOf, type Shape } from './shape.js';

/** Texts that the string schemas of rooms accept: the first that fits is taken. */
const texts = [
  'juliet@capulet.example',
  'juliet@capulet.example/balcony',
  'text',
  'en',
  '1',
  '2026-01-01T00:00:00Z',
  'https://capulet.example/',
  'AAAA',
];

/** A value that `schema` accepts, with optional members if they fit; `undefined` where none was found. */
export function sampleOf(schema: Schema): unknown {
  const shape = shapeOf(schema);
  for (const text of texts) {
    for (const isFull of [true, false]) {
      const read = v.safeParse(schema, sampleShape(shape, text, isFull));
      if (read.success) return read.output;
    }
  }
  return undefined;
}

/** @param isFull whether optional members are there too */
function sampleShape(shape: Shape, text: string, isFull: boolean): unknown {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'number':
      return 1;
    case 'bigint':
      return 1n;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'named':
      return sampleNamed(shape.name) ?? sampleShape(shape.shape, text, isFull);
    case 'one-of':
      return shape.values[0];
    case 'array':
      return isFull ? [sampleShape(shape.item, text, isFull)] : [];
    case 'tuple':
      return shape.items.map((item) => sampleShape(item, text, isFull));
    case 'record':
      return {};
    case 'object':
      return Object.fromEntries(
        [...shape.entries]
          .filter(([, { isOptional }]) => isFull || !isOptional)
          .map(([name, entry]) => [name, sampleShape(entry.shape, text, isFull)]),
      );
    case 'any-of':
      return sampleShape(shape.options[0] ?? { kind: 'unknown' }, text, isFull);
    case 'all-of':
      return Object.assign(
        {},
        ...shape.options.map((option) => sampleShape(option, text, isFull)),
      ) as unknown; // members are objects, or nothing fits and the next sample is tried
    case 'undefined':
    case 'unknown':
      return undefined;
  }
}

const sampleNamed = (name: string): string | undefined => {
  if (name === 'FullJID') return texts[1];
  return name === 'JID' || name === 'BareJID' ? texts[0] : undefined;
};
