import { describe, expect, it } from '@jest/globals';
import { contrast, readHex, toHex } from './contrast.js';
import { pairs, tokens, type ColourToken } from './tokens.js';
import { themeRules } from './rules.js';

const rows = pairs.flatMap(([grounds, whats, least]) =>
  grounds.flatMap((on) => whats.map((what) => [what, on, least] as const)),
);

describe('the colours', () => {
  it.each(rows)('%s on %s can be told apart in both themes: %d', (what, on, least) => {
    for (const theme of [0, 1] as const) {
      const found = contrast(readHex(tokens[what][theme]), readHex(tokens[on][theme]));
      expect(found).toBeGreaterThanOrEqual(least);
    }
  });

  it('are paired, unless they are only to look at', () => {
    const paired = new Set(pairs.flatMap(([on, what]) => [...on, ...what]));
    const unpaired = (Object.keys(tokens) as ColourToken[]).filter((name) => !paired.has(name));
    expect(unpaired).toEqual(['line', 'shade']);
  });

  it('have the contrast that WCAG computes', () => {
    expect(contrast(readHex('#000000'), readHex('#ffffff'))).toBe(21);
    expect(contrast(readHex('#777777'), readHex('#ffffff'))).toBeCloseTo(4.48, 2);
    expect(() => readHex('red')).toThrow('expected a colour like #1c2230, got "red"');
    expect(toHex(readHex('#0a80ff'))).toBe('#0a80ff');
  });
});

describe('the sheet of the theme', () => {
  it('gives each colour by day and by night, and lengths for each density', () => {
    const rules = themeRules();
    expect(rules).toContain('--xec-text:light-dark(#1c2230,#e7eaf1)');
    expect(rules).toContain('[data-xec-theme="dark"]{color-scheme:dark}');
    expect(rules).toContain('--xec-press:2.5rem');
    expect(rules).toMatch(/\[data-xec-density="compact"\]\{[^}]*--xec-press:1\.875rem/);
  });
});
