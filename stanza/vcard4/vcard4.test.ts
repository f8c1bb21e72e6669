import { describe, expect, it } from '@jest/globals';
import { parse as parseXml } from '../core/index.js';
import fc from 'fast-check';
import { readVcard4, vcard4Element, type Vcard4 } from './vcard4.js';

const NS = 'urn:ietf:params:xml:ns:vcard-4.0';
const read = (inside: string) => readVcard4(parseXml(`<vcard xmlns='${NS}'>${inside}</vcard>`));

describe('a vCard4', () => {
  it('is read as it was written', () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).map((each) => `.${each}.`);
    const list = fc.array(text, { minLength: 1 });
    const shape: fc.Arbitrary<Vcard4> = fc.record(
      {
        ...{ fn: text, bday: text, note: text, title: text, photo: text, org: text, gender: text },
        ...{ nickname: list, email: list, tel: list, impp: list, url: list },
        n: fc.record({ surname: text, given: text }),
        adr: fc.array(fc.record({ street: text, country: text }), { minLength: 1 }),
        rest: fc.constant([`<x xmlns="urn:x">a</x>`, `<categories xmlns="${NS}"/>`].slice(0, 1)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shape, (vcard) => {
        expect(readVcard4(parseXml(vcard4Element(vcard).toString()))).toEqual(vcard);
      }),
    );
  });

  it('keeps what it has no name for, and what has parameters', () => {
    const email =
      '<email><parameters><type><text>work</text></type></parameters><text>a@b</text></email>';
    const vcard = read(`<fn><text>A</text></fn><fn><text>B</text></fn>${email}<note/><n/>`);
    expect(vcard).toMatchObject({ fn: 'A' });
    expect(vcard?.rest).toHaveLength(2);
    const again = vcard && readVcard4(parseXml(vcard4Element(vcard).toString()));
    expect(again).toEqual(vcard);
  });

  it('is none in another namespace', () => {
    expect(readVcard4(parseXml("<vcard xmlns='vcard-temp'/>"))).toBeUndefined();
    expect(read('')).toEqual({});
  });
});
