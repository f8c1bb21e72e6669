/**
 * Text of the command line → a value of the shape that is wanted.
 */
import { UsageError } from '../exit.js';
import type { Shape } from '../schema/shape.js';
import { shapeText } from '../schema/to-text.js';

/** Nothing that fits. */
const nothing = Symbol('nothing that fits');

/** @throws UsageError when no such value can be written that way */
export function valueOf(shape: Shape, texts: readonly string[], name: string): unknown {
  const value = texts.length === 1 ? fromText(shape, texts[0] ?? '') : fromTexts(shape, texts);
  if (value !== nothing) return value;
  throw new UsageError(
    `--param ${name}: expected ${shapeText(shape)}, got ${texts.map((text) => `"${text}"`).join(', ')}`,
  );
}

/** Several texts are a list, whose items they are. */
function fromTexts(shape: Shape, texts: readonly string[]): unknown {
  const list = arrayIn(shape);
  if (list === undefined) return nothing;
  const items = texts.map((text) => fromText(list.item, text));
  return items.includes(nothing) ? nothing : items;
}

function arrayIn(shape: Shape): Extract<Shape, { kind: 'array' }> | undefined {
  if (shape.kind === 'array') return shape;
  if (shape.kind === 'named') return arrayIn(shape.shape);
  if (shape.kind !== 'any-of') return undefined;
  return shape.options.map(arrayIn).find((found) => found !== undefined);
}

function fromText(shape: Shape, text: string): unknown {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : nothing;
    case 'bigint':
      return /^-?\d+$/.test(text) ? BigInt(text) : nothing;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : nothing;
    case 'null':
      return text === 'null' ? null : nothing;
    case 'undefined':
      return nothing;
    case 'one-of':
      return shape.values.find((value) => String(value) === text) ?? nothing;
    case 'named':
      return fromText(shape.shape, text);
    case 'any-of':
      return fromUnion(shape.options, text);
    case 'array':
      return fromList(shape, text);
    case 'unknown': {
      const value = fromJson(text, () => true);
      return value === nothing ? text : value;
    }
    case 'tuple':
      return fromJson(text, Array.isArray);
    case 'object':
    case 'record':
    case 'all-of':
      return fromJson(text, (value) => typeof value === 'object' && value !== null);
  }
}

/** Plain text fits a string always, so it is tried last. */
function fromUnion(options: readonly Shape[], text: string): unknown {
  const isText = (shape: Shape): boolean =>
    shape.kind === 'string' || (shape.kind === 'named' && isText(shape.shape));
  const ordered = [...options.filter((one) => !isText(one)), ...options.filter(isText)];
  for (const option of ordered) {
    const value = fromText(option, text);
    if (value !== nothing) return value;
  }
  return nothing;
}

/** A JSON array, or the only item of the list. */
function fromList({ item }: Extract<Shape, { kind: 'array' }>, text: string): unknown {
  const list = text.startsWith('[') ? fromJson(text, Array.isArray) : nothing;
  if (list !== nothing) return list;
  const only = fromText(item, text);
  return only === nothing ? nothing : [only];
}

function fromJson(text: string, accept: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return accept(value) ? value : nothing;
  } catch {
    return nothing; // the caller says what was expected
  }
}
