import { describe, expect, it } from '@jest/globals';
import { parse } from './parse.js';

describe('names and namespaces that come again', () => {
  it('are those of the frame, whatever was read before', () => {
    // Some thousand fall into each other's places.
    const names = Array.from({ length: 5000 }, (_, at) => `n${at.toString(36)}-${String(at % 7)}`);
    for (let round = 0; round < 2; round += 1) {
      for (const name of names) {
        const el = parse(`<${name} xmlns='urn:${name}:é' ${name}a='1'/>`);
        expect([el.name, el.attrs]).toEqual([name, { xmlns: `urn:${name}:é`, [`${name}a`]: '1' }]);
      }
    }
  });

  it('are what their characters mean', () => {
    for (const ns of ['urn:a&amp;b', 'urn:a\tb', 'urn:a&amp;b', 'urn:a\tb', '', '']) {
      const meant = ns.replace('&amp;', '&').replace('\t', ' ');
      expect(parse(`<a xmlns='${ns}'/>`).attrs['xmlns']).toBe(meant);
    }
    expect(parse(`<a xmlns='urn:a&#38;b'/>`).getNS()).toBe('urn:a&b');
    expect(parse(`<a xmlns="urn:it's"/>`).getNS()).toBe("urn:it's");
  });

  it('may be as long as the limits allow', () => {
    const name = 'a'.repeat(300);
    expect(parse(`<${name} xmlns='urn:${name}'/>`)).toMatchObject({
      name,
      attrs: { xmlns: `urn:${name}` },
    });
  });

  it('leave the next frame alone when one was refused', () => {
    expect(() => parse(`<a xmlns:p='urn:p'><b>text<c/><d></b></a>`)).toThrow('end tag');
    expect(() => parse(`<p:a/>`)).toThrow('prefix');
    expect(parse('<a>x<b/></a>').toString()).toBe('<a>x<b/></a>');
  });
});
