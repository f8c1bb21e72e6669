/**
 * XEP-0392: Consistent Color Generation, version 1.0.0 (2021-12-07).
 * https://xmpp.org/extensions/xep-0392.html
 *
 * The same name has the same colour everywhere. Hues are rounded to five degrees, which nobody sees:
 * so each is a class of one sheet, and nothing needs a style of its own, which a content security
 * policy would refuse.
 */
import { hsluv, type Rgb } from './hsluv.js';
import { sha1 } from './sha1.js';
import { toHex } from './contrast.js';

/** Degrees between two classes. */
const STEP = 5;

/** How light: of a ground below white letters, of a name on a light page, of one on a dark page. */
const LIGHTNESS = { ground: 44, onLight: 44, onDark: 74 } as const;

/** What a colour is used for. */
export type HueUse = keyof typeof LIGHTNESS;

/** The hue of a text in degrees (section 5.1): of a bare JID, or of a nickname in a room. */
export function hueAngle(text: string): number {
  const [low = 0, high = 0] = sha1(text);
  return ((low + high * 256) / 65_536) * 360;
}

/** A hue's colour. Its contrast is the same for every hue, and at least 4.5. */
export const hueColour = (angle: number, use: HueUse): Rgb => hsluv(angle, 100, LIGHTNESS[use]);

/**
 * The class of somebody's colour: it gives the custom properties `--xec-hue` (a ground for white
 * letters) and `--xec-hue-text` (for names).
 *
 * @param name a bare JID, or a nickname in a room
 */
export function hueOf(name: string): string {
  const known = classes.get(name);
  if (known !== undefined) return known;
  const step = Math.round(hueAngle(name) / STEP) % (360 / STEP);
  if (classes.size >= MOST) classes.clear();
  const hue = `hue-${step * STEP}`;
  classes.set(name, hue);
  return hue;
}

const classes = new Map<string, string>();
/** Names come from peers: so many are remembered. */
const MOST = 2000;

/** The classes, as a sheet. */
export function hueRules(): string {
  const rules: string[] = [];
  for (let angle = 0; angle < 360; angle += STEP) {
    const [ground, light, dark] = (['ground', 'onLight', 'onDark'] as const).map((use) =>
      toHex(hueColour(angle, use)),
    );
    rules.push(`.hue-${angle}{--xec-hue:${ground};--xec-hue-text:light-dark(${light},${dark})}`);
  }
  return rules.join('');
}
