import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { contrast, readHex } from './contrast.js';
import { hsluv } from './hsluv.js';
import { hueAngle, hueColour, hueOf, hueRules } from './hues.js';
import { sha1 } from './sha1.js';
import { tokens } from './tokens.js';

const angles = Array.from({ length: 360 }, (_, angle) => angle);

describe('colours of names (XEP-0392)', () => {
  // Section 13.2, without colour vision deficiencies.
  it.each([
    ['Romeo', 327.255249, [0.865, 0, 0.686]],
    ['juliet@capulet.lit', 209.4104, [0, 0.515, 0.573]],
    ['😺', 331.199341, [0.872, 0, 0.659]],
    ['council', 359.994507, [0.918, 0, 0.394]],
    ['Board', 171.430664, [0, 0.527, 0.457]],
  ] as const)('of %s are those of the specification', (text, angle, rgb) => {
    expect(hueAngle(text)).toBeCloseTo(angle, 5);
    const colour = hsluv(hueAngle(text), 100, 50);
    for (const [index, part] of rgb.entries()) expect(colour[index]).toBeCloseTo(part, 2);
  });

  it('can be read in every hue, on every ground of both themes', () => {
    const white = readHex('#ffffff');
    const grounds = (['page', 'surface', 'sunken', 'hover', 'chosen', 'theirs'] as const).map(
      (name) => tokens[name],
    );
    for (const angle of angles) {
      expect(contrast(hueColour(angle, 'ground'), white)).toBeGreaterThanOrEqual(4.5);
      for (const [light, dark] of grounds) {
        const onLight = contrast(hueColour(angle, 'onLight'), readHex(light));
        expect([angle, light, onLight >= 4.5]).toEqual([angle, light, true]);
        const onDark = contrast(hueColour(angle, 'onDark'), readHex(dark));
        expect([angle, dark, onDark >= 4.5]).toEqual([angle, dark, true]);
      }
    }
  });

  it('have a class each, also those beside the full circle', () => {
    const rules = hueRules();
    for (const name of ['Romeo', 'council', 'Board', '', '😺'.repeat(100)]) {
      expect(rules).toContain(`.${hueOf(name)}{`);
    }
    expect(hueOf('council')).toBe('hue-0');
    expect(hueOf('Romeo')).toBe('hue-325');
  });
});

it('SHA-1 is that of Node, for every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'é'.repeat(length % 7) + 'x'.repeat(length);
    expect(Buffer.from(sha1(text)).toString('hex')).toBe(
      createHash('sha1').update(text).digest('hex'),
    );
  }
});
