import type { Shape } from './shape.js';

/** A shape as a compact type: `{ jid: JID; name?: string; groups?: string[] }`. */
export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'named':
      return shape.name;
    case 'one-of':
      return shape.values.map(literalText).join(' | ');
    case 'array':
      return `${grouped(shape.item)}[]`;
    case 'tuple':
      return `[${shape.items.map(shapeText).join(', ')}]`;
    case 'record':
      return `{ [key]: ${shapeText(shape.value)} }`;
    case 'object':
      return objectText(shape);
    case 'any-of':
      return shape.options.map(shapeText).join(' | ');
    case 'all-of':
      return shape.options.map(grouped).join(' & ');
    default:
      return shape.kind;
  }
}

function objectText({ entries }: Extract<Shape, { kind: 'object' }>): string {
  if (entries.size === 0) return '{}';
  const members = [...entries].map(
    ([name, { shape, isOptional }]) => `${name}${isOptional ? '?' : ''}: ${shapeText(shape)}`,
  );
  return `{ ${members.join('; ')} }`;
}

const literalText = (value: string | number | boolean | bigint): string =>
  typeof value === 'string' ? `'${value}'` : String(value);

const grouped = (shape: Shape): string => {
  const isUnion = shape.kind === 'any-of' || (shape.kind === 'one-of' && shape.values.length > 1);
  return isUnion || shape.kind === 'all-of' ? `(${shapeText(shape)})` : shapeText(shape);
};
