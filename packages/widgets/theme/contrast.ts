/**
 * How well one colour can be read on another (WCAG 2.2, "contrast ratio").
 */
import type { Rgb } from './hsluv.js';

/** 1 (the same) to 21 (black on white). Text wants 4.5, signs and edges of fields 3. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Reads `#rrggbb`. @throws TypeError for anything else */
export function readHex(text: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (match === null) throw new TypeError(`expected a colour like #1c2230, got "${text}"`);
  const [, red = '', green = '', blue = ''] = match;
  return [byte(red), byte(green), byte(blue)];
}

export const toHex = (colour: Rgb): string =>
  `#${colour
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const byte = (hex: string): number => Number.parseInt(hex, 16) / 255;

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const linear = (part: number): number =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
