import { describe, expect, it } from '@jest/globals';
import { parse, write } from '../core/index.js';
import { readSaslReply, saslAbort, saslAuth, saslResponse } from './sasl.js';

const NS = 'urn:ietf:params:xml:ns:xmpp-sasl';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a login', () => {
  it('begins with what the mechanism has to say', () => {
    expect(write(saslAuth('PLAIN', bytes('\0juliet\0r0m30')))).toBe(
      `<auth xmlns="${NS}" mechanism="PLAIN">AGp1bGlldAByMG0zMA==</auth>`,
    );
  });

  it('says = where that is nothing, and nothing where there is none', () => {
    expect(write(saslAuth('EXTERNAL', bytes('')))).toContain('>=</auth>');
    expect(write(saslAuth('ANONYMOUS', undefined))).toBe(
      `<auth xmlns="${NS}" mechanism="ANONYMOUS"/>`,
    );
  });

  it('goes on with responses, empty ones too', () => {
    expect(write(saslResponse(bytes('ok')))).toBe(`<response xmlns="${NS}">b2s=</response>`);
    expect(write(saslResponse(bytes('')))).toBe(`<response xmlns="${NS}"/>`);
  });

  it('is given up', () => {
    expect(write(saslAbort())).toBe(`<abort xmlns="${NS}"/>`);
  });
});

describe('the server’s answer', () => {
  const read = (xml: string) => readSaslReply(parse(xml));

  it('is a challenge, with data or without', () => {
    expect(read(`<challenge xmlns='${NS}'> cj0x\n</challenge>`)).toEqual({
      kind: 'challenge',
      data: bytes('r=1'),
    });
    expect(read(`<challenge xmlns='${NS}'/>`)).toEqual({ kind: 'challenge', data: bytes('') });
    expect(read(`<challenge xmlns='${NS}'>=</challenge>`)).toEqual({
      kind: 'challenge',
      data: bytes(''),
    });
  });

  it('is success: empty data are not the same as none', () => {
    expect(read(`<success xmlns='${NS}'/>`)).toEqual({ kind: 'success', data: undefined });
    expect(read(`<success xmlns='${NS}'>=</success>`)).toEqual({
      kind: 'success',
      data: bytes(''),
    });
    expect(read(`<success xmlns='${NS}'>dj14</success>`)).toEqual({
      kind: 'success',
      data: bytes('v=x'),
    });
  });

  it.each([
    ['aborted'],
    ['account-disabled'],
    ['credentials-expired'],
    ['encryption-required'],
    ['incorrect-encoding'],
    ['invalid-authzid'],
    ['invalid-mechanism'],
    ['malformed-request'],
    ['mechanism-too-weak'],
    ['not-authorized'],
    ['temporary-auth-failure'],
  ])('is the failure %s, with a text or without', (condition) => {
    expect(read(`<failure xmlns='${NS}'><${condition}/></failure>`)).toEqual({
      kind: 'failure',
      condition,
    });
    const text = "<text xml:lang='en'>Call +43 1</text>";
    expect(read(`<failure xmlns='${NS}'><${condition}/>${text}</failure>`)).toEqual({
      kind: 'failure',
      condition,
      text: 'Call +43 1',
    });
  });

  it.each(['<gremlins/>', '<constructor/>', "<aborted xmlns='urn:x'/>", '', '<text/>'])(
    'is not-authorized where it gives no reason that is known: %s',
    (inside) => {
      expect(read(`<failure xmlns='${NS}'>${inside}</failure>`)).toEqual({
        kind: 'failure',
        condition: 'not-authorized',
      });
    },
  );

  it.each([
    `<challenge xmlns='${NS}'>!</challenge>`,
    `<success xmlns='${NS}'>a=b</success>`,
    `<auth xmlns='${NS}'/>`,
    "<success xmlns='urn:x'/>",
    "<success xmlns='urn:xmpp:sasl:2'/>",
  ])('is not %s', (xml) => {
    expect(read(xml)).toBeUndefined();
  });
});
