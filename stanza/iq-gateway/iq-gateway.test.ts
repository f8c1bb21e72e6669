import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { iqSet, parse, xml } from '../core/index.js';
import {
  gatewayAddress,
  gatewayAddressRequest,
  gatewayPrompt,
  gatewayPromptRequest,
  readGatewayAddress,
  readGatewayPrompt,
} from './iq-gateway.js';

describe('a gateway', () => {
  it('is asked', () => {
    toEqualXml(gatewayPromptRequest(), "<query xmlns='jabber:iq:gateway'/>");
    toEqualXml(
      gatewayAddressRequest('a & b'),
      "<query xmlns='jabber:iq:gateway'><prompt>a &amp; b</prompt></query>",
    );
  });

  it('says what it wants to know, and the JID of a contact', () => {
    const { prompt } = fixtureJson<{ prompt: unknown }>('iq-gateway/prompt');
    expect(readGatewayPrompt(fixture('iq-gateway/prompt'))).toEqual(prompt);
    const { jid } = fixtureJson<{ jid: string }>('iq-gateway/jid');
    expect(readGatewayAddress(fixture('iq-gateway/jid'))).toBe(jid);
    const old = iqSet(undefined, gatewayAddressRequest(jid));
    expect(readGatewayAddress(old)).toBe(jid);
  });

  it('says nothing without a query, or with a JID that is none', () => {
    const none = iqSet(undefined, xml('query', { xmlns: 'urn:x' }));
    expect(readGatewayPrompt(none)).toBeUndefined();
    expect(readGatewayAddress(none)).toBeUndefined();
    expect(readGatewayAddress(iqSet(undefined, gatewayAddress('@')))).toBeUndefined();
  });

  it('is read again as it was written', () => {
    const words = fc.stringMatching(/^[a-z<&]{1,8}$/);
    fc.assert(
      fc.property(
        fc.record({ prompt: words, description: words }, { requiredKeys: [] }),
        (given) => {
          const el = parse(iqSet(undefined, gatewayPrompt(given)).toString());
          expect(readGatewayPrompt(el)).toEqual(given);
        },
      ),
    );
  });
});
