import { describe, expect, it } from '@jest/globals';
import { childElements, parse, write, type Element } from '../core/index.js';
import { readSasl2Feature, readSasl2Message, readSasl2Reply } from '../sasl2/index.js';
import {
  fastFeature,
  fastLogin,
  fastToken,
  readFastFeature,
  readFastLogin,
  readFastToken,
  readFastTokenRequest,
  requestFastToken,
} from './index.js';

const NS = "xmlns='urn:xmpp:fast:0'";
const SASL2 = "xmlns='urn:xmpp:sasl:2'";
const within = (inside: string): Element[] => childElements(parse(`<x xmlns='x:y'>${inside}</x>`));
const asked = (text: string): readonly Element[] => {
  const message = readSasl2Message(parse(text));
  return message?.kind === 'authenticate' ? message.inline : [];
};

describe('tokens', () => {
  it('are offered (XEP-0484 section 3.1)', () => {
    const feature = readSasl2Feature(
      parse(`<authentication ${SASL2}>
        <mechanism>SCRAM-SHA-1</mechanism>
        <mechanism>SCRAM-SHA-1-PLUS</mechanism>
        <inline>
          <fast ${NS} tls-0rtt='true'>
            <mechanism>HT-SHA-256-ENDP</mechanism>
            <mechanism>HT-SHA-256-EXPR</mechanism>
            <mechanism>HT-SHA-256-NONE</mechanism>
          </fast>
        </inline>
      </authentication>`),
    );
    expect(feature?.mechanisms).toEqual(['SCRAM-SHA-1', 'SCRAM-SHA-1-PLUS']);
    expect(readFastFeature(feature?.inline ?? [])).toEqual({
      mechanisms: ['HT-SHA-256-ENDP', 'HT-SHA-256-EXPR', 'HT-SHA-256-NONE'],
      allowsEarlyData: true,
    });
    expect(readFastFeature([])).toBeUndefined();
    expect(readFastFeature(within(`<fast ${NS}/>`))?.allowsEarlyData).toBe(false);
  });

  it('are asked for (section 3.2)', () => {
    const inline = asked(`<authenticate ${SASL2} mechanism='SCRAM-SHA-1-PLUS'>
      <initial-response>biws</initial-response>
      <bind xmlns='urn:xmpp:bind:0'><tag>AwesomeXMPP</tag></bind>
      <request-token ${NS} mechanism='HT-SHA-256-ENDP'/>
    </authenticate>`);
    expect(readFastTokenRequest(inline)).toBe('HT-SHA-256-ENDP');
    expect(readFastTokenRequest(within(`<request-token ${NS}/>`))).toBeUndefined();
    expect(readFastTokenRequest([])).toBeUndefined();
  });

  it('are given, asked for or not (sections 3.3 and 3.5)', () => {
    const reply = readSasl2Reply(
      parse(`<success ${SASL2}>
        <authorization-identity>user@example.com/AwesomeXMPP.4232f4d4</authorization-identity>
        <bound xmlns='urn:xmpp:bind:0'/>
        <token ${NS}
               expiry='2020-03-12T14:36:15Z'
               token='WXZzciBwYmFmdmZnZiBqdmd1IGp2eXFhcmZm' />
      </success>`),
    );
    if (reply?.kind !== 'success') throw new Error('expected success');
    expect(reply.jid.toString()).toBe('user@example.com/AwesomeXMPP.4232f4d4');
    expect(readFastToken(reply.inline)).toEqual({
      token: 'WXZzciBwYmFmdmZnZiBqdmd1IGp2eXFhcmZm',
      expiry: new Date('2020-03-12T14:36:15Z'),
    });
  });

  it.each([
    `<token ${NS} token='x'/>`,
    `<token ${NS} expiry='2020-03-12T14:36:15Z'/>`,
    `<token ${NS} token='x' expiry='soon'/>`,
    "<token xmlns='urn:x' token='x' expiry='2020-03-12T14:36:15Z'/>",
  ])('are not %s', (text) => {
    expect(readFastToken(within(text))).toBeUndefined();
  });

  it('are used, each time with a higher count (section 3.4)', () => {
    const inline = asked(`<authenticate ${SASL2} mechanism='HT-SHA-256-ENDP'>
      <initial-response>biws</initial-response>
      <bind xmlns='urn:xmpp:bind:0'><tag>AwesomeXMPP</tag></bind>
      <fast ${NS} count='123' />
    </authenticate>`);
    expect(readFastLogin(inline)).toEqual({ count: 123, invalidate: false });
  });

  it.each([
    [`<fast ${NS} count='123' invalidate='true'/>`, { count: 123, invalidate: true }],
    [`<fast ${NS} invalidate='1'/>`, { invalidate: true }],
    [`<fast ${NS}/>`, { invalidate: false }],
    [`<fast ${NS} count='0'/>`, undefined],
    [`<fast ${NS} count='-1'/>`, undefined],
    [`<fast ${NS} count='1e3'/>`, undefined],
    [`<fast ${NS} count='12345678901'/>`, undefined],
    ['', undefined],
  ])('are used and forgotten, or not: %s (section 3.6)', (text, expected) => {
    expect(readFastLogin(within(text))).toEqual(expected);
  });

  it.each([
    [
      fastFeature({ mechanisms: ['HT-SHA-256-NONE'], allowsEarlyData: true }),
      `<fast ${NS} tls-0rtt='true'><mechanism>HT-SHA-256-NONE</mechanism></fast>`,
    ],
    [fastFeature({ mechanisms: [], allowsEarlyData: false }), `<fast ${NS}/>`],
    [requestFastToken('HT-SHA-256-NONE'), `<request-token ${NS} mechanism='HT-SHA-256-NONE'/>`],
    [
      fastToken({ token: 'a"b', expiry: new Date('2020-03-12T14:36:15Z') }),
      `<token ${NS} token='a&quot;b' expiry='2020-03-12T14:36:15Z'/>`,
    ],
    [fastLogin(), `<fast ${NS}/>`],
    [fastLogin({ count: 7, invalidate: true }), `<fast ${NS} count='7' invalidate='true'/>`],
  ])('are written: %#', (el, expected) => {
    expect(write(el)).toBe(write(parse(expected)));
  });
});
