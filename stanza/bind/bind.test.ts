import { describe, expect, it } from '@jest/globals';
import { parse, write } from '../core/index.js';
import { bindRequest, readBound } from './bind.js';

const NS = 'urn:ietf:params:xml:ns:xmpp-bind';
const bound = (inside: string) =>
  readBound(parse(`<iq xmlns='jabber:client' type='result' id='1'>${inside}</iq>`));

describe('binding', () => {
  it('asks for a resource, or leaves it to the server', () => {
    expect(write(bindRequest('1', 'balcony'))).toBe(
      `<iq xmlns="jabber:client" type="set" id="1"><bind xmlns="${NS}">` +
        '<resource>balcony</resource></bind></iq>',
    );
    expect(write(bindRequest('1'))).toContain(`<bind xmlns="${NS}"/>`);
  });

  it('writes a resource as text', () => {
    const request = parse(write(bindRequest('1', "<'&/>")));
    expect(request.getChild('bind', NS)?.getChildText('resource')).toBe("<'&/>");
  });

  it('reads the bound JID, prepared', () => {
    const jid = bound(`<bind xmlns='${NS}'><jid>Juliet@CAPULET.example/Balcony</jid></bind>`);
    expect(jid?.toString()).toBe('juliet@capulet.example/Balcony');
  });

  it.each([
    ['nothing', ''],
    ['an empty answer', `<bind xmlns='${NS}'/>`],
    ['an empty JID', `<bind xmlns='${NS}'><jid/></bind>`],
    ['a bare JID', `<bind xmlns='${NS}'><jid>juliet@capulet.example</jid></bind>`],
    ['no JID', `<bind xmlns='${NS}'><jid>@/</jid></bind>`],
    ['another namespace', "<bind xmlns='urn:x'><jid>a@b.example/c</jid></bind>"],
    [
      'a JID of another namespace',
      `<bind xmlns='${NS}'><jid xmlns='urn:x'>a@b.example/c</jid></bind>`,
    ],
  ])('reads no JID in %s', (_what, inside) => {
    expect(bound(inside)).toBeUndefined();
  });
});
