import { describe, expect, it } from '@jest/globals';
import type { Transport } from '@xec/transport';
import { genuine, hostile } from '@xec/testing/security';
import { Redirects } from './redirects.js';
import { StreamEnd } from './stream-end.js';

const over = (isSecure: boolean, isLoopback = false, kind: Transport['kind'] = 'tcp') => ({
  transport: { isSecure, isLoopback, kind },
});
const seeHost = (elsewhere: string): StreamEnd =>
  new StreamEnd('error-received', 'see-other-host', undefined, { elsewhere });
const seeUri = (elsewhere: string): StreamEnd =>
  new StreamEnd('closed', 'closed', undefined, { elsewhere });

const NAMED = 'wss://xmpp.capulet.example/ws';

describe('a redirect', () => {
  it.each([
    ['a host', NAMED, seeHost('two.example'), 'wss://two.example/ws'],
    ['a host and port', NAMED, seeHost('two.example:8443'), 'wss://two.example:8443/ws'],
    ['a host of TCP', 'xmpps://one.example', seeHost('two.example'), 'xmpps://two.example'],
    [
      'an address',
      'xmpp://one.example',
      seeHost('[2001:db8::9]:5222'),
      'xmpp://[2001:db8::9]:5222',
    ],
    [
      'a host, of a domain that was looked up',
      'a.example',
      seeHost('b.example'),
      'xmpp://b.example',
    ],
    ['a URI', NAMED, seeUri('wss://two.example/other'), 'wss://two.example/other'],
    [
      'a URI of another transport',
      NAMED,
      seeUri('https://b.example/bosh'),
      'https://b.example/bosh',
    ],
  ])('leads to %s', (_what, named, end, service) => {
    const redirects = new Redirects(named);
    expect(redirects.follow(end, over(true))).toBe(true);
    expect(redirects.service).toBe(service);
    expect(redirects.mustBeSecure).toBe(true);
  });

  const refused = [
    ['said where anybody could', seeHost('two.example'), over(false)],
    ['to clear text', seeUri('ws://two.example/ws'), over(true)],
    ['to clear text from this machine', seeUri('ws://two.example/ws'), over(false, true)],
    ['to this machine from elsewhere', seeHost('127.0.0.1'), over(true)],
    ['to this machine by its name', seeUri('wss://localhost/ws'), over(true)],
    ['to more than a host', seeHost('two.example/other'), over(true)],
    ['to somebody’s account', seeHost('me@two.example'), over(true)],
    ['to nothing', seeUri('not an address'), over(true)],
    ['to no place', new StreamEnd('error-received', 'see-other-host'), over(true)],
    ['without a connection', seeHost('two.example'), undefined],
  ] as const;

  hostile(
    46,
    'to anything less secure, to this machine, or said in clear text is not followed',
    () => {
      for (const [what, end, stream] of refused) {
        const redirects = new Redirects(NAMED);
        expect([what, redirects.follow(end, stream), redirects.service]).toEqual([
          what,
          false,
          NAMED,
        ]);
      }
    },
  );

  it('is not followed to half an address, where the domain was looked up', () => {
    const redirects = new Redirects('a.example');
    expect(redirects.follow(seeHost('b.example'), over(true, false, 'websocket'))).toBe(false);
    expect(redirects.service).toBe('a.example');
  });

  hostile(46, 'a fourth redirect in a row is not followed', () => {
    const redirects = new Redirects(NAMED);
    for (const host of ['a.example', 'b.example', 'c.example']) {
      expect(redirects.follow(seeHost(host), over(true))).toBe(true);
    }
    expect(redirects.follow(seeHost('d.example'), over(true))).toBe(false);
    expect(redirects.service).toBe(NAMED);
    redirects.arrived();
    expect(redirects.follow(seeHost('d.example'), over(true))).toBe(true);
  });

  genuine(46, 'a redirect that led to nothing is forgotten', () => {
    const redirects = new Redirects(NAMED);
    redirects.follow(seeHost('two.example'), over(true));
    expect(redirects.follow(new StreamEnd('lost', 'unreachable'), undefined)).toBe(false);
    expect(redirects.service).toBe(NAMED);
    expect(redirects.mustBeSecure).toBe(false);
  });
});
