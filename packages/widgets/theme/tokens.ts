/**
 * What the widgets' looks are made of: custom properties, `--xec-` before their names. A page may
 * set any of them itself.
 */

/** A colour by day, and one by night. */
type Pair = readonly [light: string, dark: string];

/** Colours. */
export const tokens = {
  /** Behind everything. */
  page: ['#f4f6fa', '#0f1218'],
  /** Of panes and cards. */
  surface: ['#ffffff', '#171b23'],
  /** What lies a little lower: pills, day marks. */
  sunken: ['#eef1f6', '#232936'],
  /** Below the pointer. */
  hover: ['#eef1f6', '#212734'],
  /** What is chosen in a list. */
  chosen: ['#e1e9fb', '#263557'],
  field: ['#ffffff', '#10141b'],
  /** Between things: to look at, not to find them by. */
  line: ['#d7dce5', '#2b3240'],
  /** The edge of a field. */
  'line-strong': ['#858fa3', '#7a8599'],
  text: ['#1c2230', '#e7eaf1'],
  'text-soft': ['#566074', '#a3acbd'],
  accent: ['#2f5fd0', '#8fb0ff'],
  'on-accent': ['#ffffff', '#10182b'],
  /** Ground and letters of one's own messages. */
  own: ['#2f5fd0', '#3a5fb8'],
  'on-own': ['#ffffff', '#ffffff'],
  /** The ground of others' messages. */
  theirs: ['#eef1f6', '#262d3a'],
  good: ['#1f7836', '#4fbf6b'],
  busy: ['#985a00', '#e3a03b'],
  bad: ['#b92d33', '#ff8a8a'],
  off: ['#7e8798', '#7b8598'],
  /** Below a sheet or a dialog. */
  shade: ['#1c223066', '#000000aa'],
} as const satisfies Record<string, Pair>;

/** The name of a colour. */
export type ColourToken = keyof typeof tokens;

/** Which colours stand on which, and how well they must be told apart: AA of WCAG 2.2. */
export const pairs: readonly (readonly [
  on: readonly ColourToken[],
  what: readonly ColourToken[],
  least: 4.5 | 3,
])[] = [
  [['page', 'surface', 'sunken', 'hover', 'chosen', 'field', 'theirs'], ['text', 'text-soft'], 4.5],
  [['page', 'surface', 'sunken', 'hover', 'chosen', 'field'], ['accent', 'bad'], 4.5],
  [['page', 'surface', 'sunken'], ['good', 'busy'], 4.5],
  [['accent'], ['on-accent'], 4.5],
  [['own'], ['on-own'], 4.5],
  [['page', 'surface', 'field'], ['line-strong', 'off', 'good', 'busy'], 3],
];

/** Lengths that grow and shrink with the density: comfortable, compact. */
export const spaces = {
  /** Between a thing and its own edge, by size. */
  'space-1': ['0.25rem', '0.125rem'],
  'space-2': ['0.5rem', '0.3rem'],
  'space-3': ['0.75rem', '0.5rem'],
  'space-4': ['1rem', '0.7rem'],
  'space-5': ['1.5rem', '1rem'],
  /** The least height of what is pressed: 24 pixels are asked for by WCAG 2.2. */
  press: ['2.5rem', '1.875rem'],
  /** A picture of somebody in a list. */
  face: ['2.5rem', '1.875rem'],
} as const satisfies Record<string, readonly [comfortable: string, compact: string]>;

/** What stays as it is. */
export const lengths = {
  'type-s': '0.8125rem',
  'type-m': '1rem',
  'type-l': '1.125rem',
  'type-xl': '1.375rem',
  'radius-s': '0.5rem',
  'radius-m': '0.7rem',
  'radius-l': '1.1rem',
  round: '99rem',
} as const;
