/**
 * Elements whose children hold one text each: the plain records of many extensions.
 */
import type { Element } from 'ltx';
import type { XmlElement } from './element.js';
import { RecordKinds } from './keep-shape.js';
import { xml } from './xml.js';

/** What a number must be to be read. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  readonly isInteger?: true;
}

const kinds = new RecordKinds<object>();

/** The texts of the children `names` of `el`, in its namespace: the first of each that says something. */
export function readChildTexts<K extends string>(
  el: Element,
  names: readonly K[],
): Partial<Record<K, string>> {
  const texts: Partial<Record<K, string>> = {};
  for (const name of names) {
    const text = el.getChild(name, el.getNS())?.getText().trim();
    if (text !== undefined && text !== '') texts[name] = text;
  }
  return kinds.note(texts);
}

/** Also `1e3`: services write what their language writes. */
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The numbers of the children that `ranges` names; others, and those out of range, are left out. */
export function readChildNumbers<K extends string>(
  el: Element,
  ranges: Readonly<Record<K, NumberRange>>,
): Partial<Record<K, number>> {
  const numbers: Partial<Record<K, number>> = {};
  for (const name of Object.keys(ranges) as K[]) {
    const text = el.getChild(name, el.getNS())?.getText().trim() ?? '';
    const number = Number(text);
    if (decimal.test(text) && isIn(number, ranges[name])) numbers[name] = number;
  }
  return kinds.note(numbers);
}

/** Whether a number is in a range. */
export const isIn = (number: number, { min, max, isInteger }: NumberRange): boolean =>
  Number.isFinite(number) &&
  (min === undefined || number >= min) &&
  (max === undefined || number <= max) &&
  (isInteger !== true || Number.isInteger(number));

/** An element of text for each of `names` that `values` has something for. */
export const textElements = <K extends string>(
  values: Readonly<Partial<Record<K, string | number>>>,
  names: readonly K[],
): XmlElement[] =>
  names.flatMap((name) => {
    const value = values[name];
    return value === undefined || value === '' ? [] : [xml(name, {}, String(value))];
  });
