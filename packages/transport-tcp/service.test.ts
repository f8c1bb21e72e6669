import { describe, expect, it } from '@jest/globals';
import { readService } from './service.js';

describe('an address of a server', () => {
  it.each([
    ['xmpp://montague.example', 'montague.example', 5222, false],
    ['xmpps://montague.example', 'montague.example', 5223, true],
    ['xmpps://montague.example:443/', 'montague.example', 443, true],
    ['xmpp://montague.example:80', 'montague.example', 80, false],
    ['XMPP://Montague.Example:5269', 'montague.example', 5269, false],
    ['xmpp://bücher.example', 'xn--bcher-kva.example', 5222, false],
    ['xmpp://192.0.2.7:15222', '192.0.2.7', 15222, false],
    ['xmpp://[2001:DB8:0::1]:15222', '2001:db8::1', 15222, false],
    ['xmpps://[::1]', '::1', 5223, true],
  ])('%s is %s, port %d', (text, host, port, isDirectTls) => {
    expect(readService(text)).toMatchObject({ host, port, isDirectTls });
  });

  it.each(['xmpp://localhost', 'xmpp://127.0.0.1', 'xmpp://[::1]:15222', 'xmpp://127.1'])(
    'is of this machine: %s',
    (text) => {
      expect(readService(text).isLoopback).toBe(true);
      expect(readService('xmpp://montague.example').isLoopback).toBe(false);
    },
  );

  it.each([
    'montague.example:5222',
    'wss://montague.example/',
    'xmpp:romeo@montague.example',
    'xmpp://romeo@montague.example',
    'xmpp://montague.example/orchard',
    'xmpp://montague.example?join',
    'xmpp://2001:db8::1',
    'xmpp://montague.example:',
    'xmpp://montague.example:0',
    'xmpp://montague.example:65536',
    'xmpp://:5222',
    'xmpp://',
    '',
  ])('is none: "%s"', (text) => {
    expect(() => readService(text)).toThrow(
      expect.objectContaining({ name: 'TransportError', code: 'invalid-service' }),
    );
  });

  it('is not repeated where it may hold a password', () => {
    expect(() => readService('xmpp://romeo:secret@montague.example')).toThrow(
      'xmpp://host:port or xmpps://host:port was expected, and a xmpp: URL of another form came.',
    );
  });
});
