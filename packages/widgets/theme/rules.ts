import { lengths, spaces, tokens } from './tokens.js';

/** The theme as a sheet for the page: all custom properties, by theme and density. */
export function themeRules(): string {
  const colours = list(tokens, ([light, dark]) => `light-dark(${light},${dark})`);
  return [
    `:root{color-scheme:light dark;${colours}${list(spaces, ([first]) => first)}${list(lengths, String)}}`,
    // `light-dark()` follows the scheme: so a theme is one attribute, and without it the system's.
    `[data-xec-theme="light"]{color-scheme:light}`,
    `[data-xec-theme="dark"]{color-scheme:dark}`,
    `[data-xec-density="compact"]{${list(spaces, ([, compact]) => compact)}}`,
  ].join('\n');
}

const list = <T>(table: Readonly<Record<string, T>>, text: (value: T) => string): string =>
  Object.entries(table)
    .map(([name, value]) => `--xec-${name}:${text(value)};`)
    .join('');
