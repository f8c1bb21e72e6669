/** Plots, as SVG: cost against load, both axes logarithmic, so that a line of slope 1 grows as its load. */
import type { Plot, Series } from './case.js';

const WIDTH = 560;
const HEIGHT = 340;
const LEFT = 70;
const RIGHT = 20;
const TOP = 40;
const BOTTOM = 50;
const COLOURS = ['#0b62a4', '#c44900', '#4d7c0f', '#7c3aed'];

interface Axis {
  readonly ticks: readonly number[];
  /** Where a value stands, from 0 to 1. */
  place(value: number): number;
}

/** One plot, with its title, axes, series and their names. */
export function svgOf(plot: Plot): string {
  const points = plot.series.flatMap((series) => series.points);
  const x = axisOf(points.map(([load]) => load));
  const y = axisOf(points.map(([, cost]) => cost));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" ` +
      `font-family="sans-serif" font-size="12" role="img" aria-label="${escaped(plot.title)}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(WIDTH / 2, 22, plot.title, 'middle', ' font-size="15"'),
    text(WIDTH / 2, HEIGHT - 10, plot.load, 'middle'),
    `<g transform="rotate(-90 16 ${HEIGHT / 2})">${text(16, HEIGHT / 2, plot.cost, 'middle')}</g>`,
    ...x.ticks.flatMap((tick) => verticalTick(across(x, tick), tick)),
    ...y.ticks.flatMap((tick) => horizontalTick(up(y, tick), tick)),
    ...plot.series.flatMap((series, at) => lineOf(series, at, x, y)),
    '</svg>\n',
  ].join('\n');
}

const across = (axis: Axis, value: number): number =>
  round(LEFT + axis.place(value) * (WIDTH - LEFT - RIGHT));
const up = (axis: Axis, value: number): number =>
  round(HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - TOP - BOTTOM));
const round = (value: number): number => Math.round(value * 10) / 10;

/** From the power of ten below all values to the one above. */
function axisOf(values: readonly number[]): Axis {
  const above = values.filter((value) => value > 0);
  const first = Math.floor(Math.log10(Math.min(...above)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...above))));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, at) => 10 ** (first + at)),
    place: (value) => (Math.log10(Math.max(value, 10 ** first)) - first) / (last - first),
  };
}

const verticalTick = (at: number, value: number): string[] => [
  `<line x1="${at}" y1="${TOP}" x2="${at}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/>`,
  text(at, HEIGHT - BOTTOM + 16, label(value), 'middle'),
];

const horizontalTick = (at: number, value: number): string[] => [
  `<line x1="${LEFT}" y1="${at}" x2="${WIDTH - RIGHT}" y2="${at}" stroke="#ddd"/>`,
  text(LEFT - 6, at + 4, label(value), 'end'),
];

function lineOf({ name, points }: Series, nth: number, x: Axis, y: Axis): string[] {
  const colour = COLOURS[nth % COLOURS.length] ?? '#000';
  const places = points.map(([load, cost]) => [across(x, load), up(y, cost)] as const);
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${places
      .map((place) => place.join(','))
      .join(' ')}"/>`,
    ...places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`),
    text(LEFT + 10, TOP + 16 + nth * 16, name, 'start', ` fill="${colour}"`),
  ];
}

const text = (x: number, y: number, words: string, anchor: string, more = ''): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}"${more}>${escaped(words)}</text>`;

const label = (value: number): string => (value < 1 ? String(value) : value.toLocaleString('en'));

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
