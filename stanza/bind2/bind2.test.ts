import { describe, expect, it } from '@jest/globals';
import { childElements, parse, write, xml, type Element } from '../core/index.js';
import { readSasl2Feature, readSasl2Message, readSasl2Reply } from '../sasl2/index.js';
import {
  bind2Feature,
  bind2Request,
  bound2,
  readBind2Feature,
  readBind2Request,
  readBound2,
} from './bind2.js';

const NS = "xmlns='urn:xmpp:bind:0'";
const within = (inside: string): Element[] => childElements(parse(`<x xmlns='x:y'>${inside}</x>`));
const names = (elements: readonly Element[] = []): string[] =>
  elements.map((el) => `${el.getName()} ${el.getNS() ?? ''}`);

describe('bind 2', () => {
  it('is offered, with what it enables at once (XEP-0386 section 3.1)', () => {
    const feature = readSasl2Feature(
      parse(`<authentication xmlns='urn:xmpp:sasl:2'>
        <mechanism>SCRAM-SHA-1</mechanism>
        <inline>
          <bind ${NS}>
            <inline>
              <feature var="urn:xmpp:carbons:2" />
              <feature var="urn:xmpp:csi:0" />
              <feature var="urn:xmpp:sm:3" />
            </inline>
          </bind>
          <sm xmlns='urn:xmpp:sm:3'/>
        </inline>
      </authentication>`),
    );
    expect(readBind2Feature(feature?.inline ?? [])).toEqual({
      features: ['urn:xmpp:carbons:2', 'urn:xmpp:csi:0', 'urn:xmpp:sm:3'],
    });
  });

  it.each([
    [`<bind ${NS}/>`, { features: [] }],
    [`<bind ${NS}><inline><feature/><feature var=''/></inline></bind>`, { features: [] }],
    ["<bind xmlns='urn:xmpp:bind2:1'><feature var='urn:xmpp:sm:3'/></bind>", undefined],
    ['', undefined],
  ])('is offered or not: %s', (text, expected) => {
    expect(readBind2Feature(within(text))).toEqual(expected);
  });

  it('is asked for, with what to enable (section 3.2)', () => {
    const message = readSasl2Message(
      parse(`<authenticate xmlns='urn:xmpp:sasl:2' mechanism='SCRAM-SHA-1'>
        <initial-response>biws</initial-response>
        <bind ${NS}>
          <tag>AwesomeXMPP</tag>
          <enable xmlns='urn:xmpp:carbons:2'/>
          <enable xmlns='urn:xmpp:sm:3'/>
          <inactive xmlns='urn:xmpp:csi:0'/>
        </bind>
      </authenticate>`),
    );
    const request = message?.kind === 'authenticate' ? readBind2Request(message.inline) : undefined;
    expect(request?.tag).toBe('AwesomeXMPP');
    expect(names(request?.inline)).toEqual([
      'enable urn:xmpp:carbons:2',
      'enable urn:xmpp:sm:3',
      'inactive urn:xmpp:csi:0',
    ]);
  });

  it.each([
    [`<bind ${NS}><tag>AwesomeXMPP</tag></bind>`, { tag: 'AwesomeXMPP', inline: [] }],
    [`<bind ${NS}><tag/></bind>`, { inline: [] }],
    ["<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>", undefined],
  ])('is asked for or not: %s', (text, expected) => {
    expect(readBind2Request(within(text))).toEqual(expected);
  });

  it('is answered with the archive at that moment', () => {
    const reply = readSasl2Reply(
      parse(`<success xmlns='urn:xmpp:sasl:2'>
        <authorization-identifier>user@example.com/AwesomeXMPP.4232f4d4</authorization-identifier>
        <bound ${NS}>
          <metadata xmlns='urn:xmpp:mam:2'>
            <start id='YWxwaGEg' timestamp='2008-08-22T21:09:04Z' />
            <end id='b21lZ2Eg' timestamp='2020-04-20T14:34:21Z' />
          </metadata>
        </bound>
      </success>`),
    );
    const bound = reply?.kind === 'success' ? readBound2(reply.inline) : undefined;
    expect(names(bound?.inline)).toEqual(['metadata urn:xmpp:mam:2']);
    expect(readBound2([])).toBeUndefined();
  });

  it('is answered by Prosody with what was enabled', () => {
    const reply = readSasl2Reply(
      parse(
        "<success xmlns='urn:xmpp:sasl:2'><bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:carbons:2'/>" +
          '</bound><authorization-identifier>alice@sasl2.localhost/Test~Uk5h3wclxrRq' +
          '</authorization-identifier></success>',
      ),
    );
    if (reply?.kind !== 'success') throw new Error('expected success');
    expect(reply.jid.resource).toBe('Test~Uk5h3wclxrRq');
    expect(names(readBound2(reply.inline)?.inline)).toEqual(['enabled urn:xmpp:carbons:2']);
  });

  it.each([
    [
      bind2Feature({ features: ['urn:xmpp:sm:3'] }),
      `<bind ${NS}><inline><feature var='urn:xmpp:sm:3'/></inline></bind>`,
    ],
    [bind2Feature({ features: [] }), `<bind ${NS}/>`],
    [bind2Request(), `<bind ${NS}/>`],
    [
      bind2Request({ tag: 'a<b', inline: [xml('enable', { xmlns: 'urn:xmpp:sm:3' })] }),
      `<bind ${NS}><tag>a&lt;b</tag><enable xmlns='urn:xmpp:sm:3'/></bind>`,
    ],
    [
      bound2({ inline: [xml('enabled', { xmlns: 'urn:xmpp:sm:3' })] }),
      `<bound ${NS}><enabled xmlns='urn:xmpp:sm:3'/></bound>`,
    ],
  ])('is written: %#', (el, expected) => {
    expect(write(el)).toBe(write(parse(expected)));
  });
});
