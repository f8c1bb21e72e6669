import { describe, expect, it } from '@jest/globals';
import type { Lookup, LookupAddress } from '@xec/transport';
import { genuine, hostile } from '@xec/testing/security';
import { guardedLookup, type AllowedAddresses } from './index.js';

/** What a guarded lookup makes of a name that leads to `addresses`. */
function ask(addresses: readonly string[], allowed: AllowedAddresses, all = true) {
  const base: Lookup = (_host, _options, callback) => {
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return new Promise<string | LookupAddress[]>((resolve, reject) => {
    guardedLookup(allowed, base)('capulet.example', { all }, (error, address) => {
      if (error === null) resolve(address);
      else reject(error);
    });
  });
}

describe('the internet', () => {
  genuine(49, 'addresses of the internet are gone to, next to private ones too', async () => {
    const near = ['100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00::1'];
    for (const address of ['8.8.8.8', '1.1.1.1', ...near]) {
      expect(await ask([address], 'public', false)).toBe(address);
    }
  });

  const elsewhere = [
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.1', '192.168.1.1', '198.18.0.1', '192.0.2.1'],
    ...['224.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', 'fec0::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::127.0.0.1'],
    ...['64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '2002:7f00:1::', '2001::1'],
    ...['2001:db8::1', '100::1', 'no address'],
  ];

  hostile(49, 'private, loopback and special addresses are not, in whatever words', async () => {
    for (const address of elsewhere) {
      await expect(ask([address], 'public')).rejects.toMatchObject({
        name: 'TransportError',
        code: 'invalid-service',
        message: expect.stringContaining(address),
      });
    }
  });

  it.each(['::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
    'has IPv4 in other words: %s',
    async (address) => {
      expect(await ask([address], 'public', false)).toBe(address);
    },
  );
});

describe('what an owner lists', () => {
  const cidrs = ['10.1.0.0/16', '192.168.7.7', 'fd00:1::/32'];

  it.each(['10.1.2.3', '192.168.7.7', 'fd00:1:2::3', '::ffff:10.1.2.3', '8.8.8.8'])(
    'is allowed beside the internet: %s',
    async (address) => {
      expect(await ask([address], { cidrs }, false)).toBe(address);
    },
  );

  it.each(['10.2.0.1', '192.168.7.8', 'fd00:2::1', '127.0.0.1'])(
    'allows nothing else: %s',
    async (address) => {
      await expect(ask([address], { cidrs })).rejects.toMatchObject({ code: 'invalid-service' });
    },
  );

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', 'localhost', '', '::/129', '10.0.0.0/-1'])(
    'must be networks: "%s"',
    (cidr) => {
      expect(() => guardedLookup({ cidrs: [cidr] })).toThrow(
        new TypeError(`expected a network such as 10.1.0.0/16, got "${cidr}"`),
      );
    },
  );
});

describe('a guarded lookup', () => {
  it('leaves out what is not allowed', async () => {
    expect(await ask(['127.0.0.1', '8.8.8.8', '::1'], 'public')).toEqual([
      { address: '8.8.8.8', family: 4 },
    ]);
  });

  it('hands on what goes wrong', async () => {
    const fault = new Error('no such name');
    const lookup = guardedLookup('public', (_host, _options, callback) => callback(fault, []));
    const error = await new Promise((resolve) => lookup('a.example', {}, resolve));
    expect(error).toBe(fault);
  });

  it('asks the system, if nobody else', async () => {
    const lookup = guardedLookup({ cidrs: ['127.0.0.0/8', '::1'] });
    const found = await new Promise((resolve) =>
      lookup('localhost', { all: true }, (_error, addresses) => resolve(addresses)),
    );
    expect(found).toContainEqual(expect.objectContaining({ family: expect.any(Number) }));
  });
});
