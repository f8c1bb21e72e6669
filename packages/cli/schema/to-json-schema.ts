import type { Shape } from './shape.js';

/** A JSON Schema, as far as shapes go. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A shape as a JSON Schema. Shared shapes keep their name as `title`. */
export function jsonSchema(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'named':
      return { title: shape.name, ...jsonSchema(shape.shape) };
    case 'one-of':
      return shape.values.length === 1
        ? { const: plain(shape.values[0]) }
        : { enum: shape.values.map(plain) };
    case 'array':
      return { type: 'array', items: jsonSchema(shape.item) };
    case 'tuple':
      return { type: 'array', prefixItems: shape.items.map(jsonSchema) };
    case 'record':
      return { type: 'object', additionalProperties: jsonSchema(shape.value) };
    case 'object':
      return objectSchema(shape);
    case 'any-of':
      return { anyOf: shape.options.map(jsonSchema) };
    case 'all-of':
      return { allOf: shape.options.map(jsonSchema) };
    case 'bigint':
      return { type: 'integer' };
    case 'undefined':
      return { not: {} };
    case 'unknown':
      return {};
    default:
      return { type: shape.kind };
  }
}

function objectSchema({ entries }: Extract<Shape, { kind: 'object' }>): JsonSchema {
  const required = [...entries].filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...entries].map(([name, { shape }]) => [name, jsonSchema(shape)]),
    ),
    ...(required.length > 0 && { required }),
  };
}

/** JSON has no bigint. */
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
