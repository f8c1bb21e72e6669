import { describe, expect, it } from '@jest/globals';
import { toEqualXml } from '@xec/testing/fixtures';
import { parse } from '../core/index.js';
import { invitationUri, preauthElement, readInvitation, readPreauth } from './index.js';

describe('the address of an invitation', () => {
  it.each([
    [
      'xmpp:romeo@montague.example?roster;preauth=1tMFqYDdKhfe2pwp;ibr=y;name=Romeo%20Montague',
      {
        action: 'roster',
        jid: 'romeo@montague.example',
        token: '1tMFqYDdKhfe2pwp',
        mayRegister: true,
        name: 'Romeo Montague',
      },
    ],
    [
      'xmpp:example.com?register;preauth=TOKEN',
      { action: 'register', jid: 'example.com', token: 'TOKEN', mayRegister: true },
    ],
    [
      'xmpp:juliet@example.com?register;preauth=a%3Bb',
      { action: 'register', jid: 'juliet@example.com', token: 'a;b', mayRegister: true },
    ],
    [
      'xmpp:romeo@montague.example?roster',
      { action: 'roster', jid: 'romeo@montague.example', mayRegister: false },
    ],
  ] as const)('%s is read and written', (uri, invitation) => {
    expect(readInvitation(uri)).toEqual(invitation);
    expect(invitationUri(invitation)).toBe(uri);
  });

  it('may have a name with plus signs, and a token too', () => {
    const read = readInvitation(' XMPP:romeo@montague.example?roster;name=Romeo+M;preauth=a+b#x ');
    expect(read).toMatchObject({ name: 'Romeo M', token: 'a+b' });
  });

  it.each([
    '',
    'https://montague.example/?roster',
    'xmpp:romeo@montague.example',
    'xmpp:romeo@montague.example?message;body=x',
    'xmpp:montague.example?roster;preauth=x',
    'xmpp:a@b@c?roster',
    'xmpp:romeo@montague.example/orchard?roster',
    'xmpp:%zz@montague.example?roster',
    'xmpp://romeo@montague.example?roster',
    `xmpp:romeo@montague.example?roster;preauth=${'x'.repeat(5000)}`,
  ])('%s is none', (uri) => {
    expect(readInvitation(uri)).toBeUndefined();
  });

  it('takes the first of two values, and none that is not encoded as it must be', () => {
    expect(readInvitation('xmpp:a@b.example?roster;preauth=1;preauth=2')?.token).toBe('1');
    expect(readInvitation('xmpp:a@b.example?roster;preauth=%zz')?.token).toBeUndefined();
  });
});

describe('a token', () => {
  it('is written and read', () => {
    toEqualXml(preauthElement('a"b'), "<preauth xmlns='urn:xmpp:pars:0' token='a&quot;b'/>");
    const presence = parse(
      "<presence xmlns='jabber:client' type='subscribe'><preauth xmlns='urn:xmpp:pars:0' token='t'/></presence>",
    );
    expect(readPreauth(presence)).toBe('t');
    expect(readPreauth(parse("<presence xmlns='jabber:client'/>"))).toBeUndefined();
  });
});
