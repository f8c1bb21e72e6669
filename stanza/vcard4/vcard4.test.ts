import { describe, expect, it } from '@jest/globals';
import { parse as parseXml } from '../core/index.js';
import { readVcard4, vcard4Element } from './vcard4.js';

const NS = 'urn:ietf:params:xml:ns:vcard-4.0';
const read = (inside: string) => readVcard4(parseXml(`<vcard xmlns='${NS}'>${inside}</vcard>`));

describe('a vCard4', () => {
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
