import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { iqSet, xml } from '../core/index.js';
import {
  gatewayAddress,
  gatewayAddressRequest,
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
});
