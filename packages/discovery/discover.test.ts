/**
 * Domains, with a DNS server on this machine and Node's own resolver.
 */
import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as browser from './browser.js';
import { discover, type DiscoverOptions, type Fetch, type NodeLookUpOptions } from './index.js';

type Records = readonly (readonly [priority: number, weight: number, port: number, name: string])[];

describe('a domain', () => {
  let server: Socket;
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  const zone = new Map<string, Records | 'silence' | 'servfail'>();
  const asked: string[] = [];
  let hostMeta: object | undefined;

  beforeAll(async () => {
    server = createSocket('udp4', (query, from) => {
      const name = readName(query);
      asked.push(name);
      const records = zone.get(name);
      if (records !== 'silence') server.send(answer(query, records), from.port, from.address);
    });
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    resolver.setServers([`127.0.0.1:${server.address().port}`]);
  });

  beforeEach(() => {
    zone.clear();
    asked.length = 0;
    hostMeta = undefined;
  });

  afterAll(() => {
    resolver.cancel();
    server.close();
  });

  const fetch: Fetch = async (url) => {
    asked.push(url);
    const isThere = hostMeta !== undefined && url.endsWith('.json');
    return new Response(JSON.stringify(hostMeta), { status: isThere ? 200 : 404 });
  };

  async function places(domain: string, options: DiscoverOptions & NodeLookUpOptions = {}) {
    const found: string[] = [];
    const given = { resolver, fetch, random: () => 0, ...options };
    for await (const { service, from } of discover(domain, given)) found.push(`${from} ${service}`);
    return found;
  }

  it('is where its records say, then where its host-meta does', async () => {
    zone.set('_xmpp-client._tcp.montague.example', [
      [10, 0, 5222, 'b.example'],
      [30, 0, 5222, 'd.example'],
    ]);
    zone.set('_xmpps-client._tcp.montague.example', [
      [20, 0, 443, 'c.example'],
      [5, 0, 5223, 'a.example'],
    ]);
    hostMeta = {
      links: [
        { rel: 'urn:xmpp:alt-connections:xbosh', href: 'https://montague.example/bosh' },
        { rel: 'urn:xmpp:alt-connections:websocket', href: 'wss://montague.example/ws' },
      ],
    };
    expect(await places('montague.example')).toEqual([
      'srv xmpps://a.example:5223',
      'srv xmpp://b.example:5222',
      'srv xmpps://c.example:443',
      'srv xmpp://d.example:5222',
      'host-meta wss://montague.example/ws',
      'host-meta https://montague.example/bosh',
    ]);
  });

  it('is not asked for a host-meta while there are records left', async () => {
    zone.set('_xmpp-client._tcp.montague.example', [[0, 0, 5222, 'a.example']]);
    const found = discover('montague.example', { resolver, fetch })[Symbol.asyncIterator]();
    expect((await found.next()).value).toMatchObject({ service: 'xmpp://a.example:5222' });
    expect(asked.filter((name) => name.startsWith('https:'))).toEqual([]);
  });

  it('is its own host where nothing says anything', async () => {
    const faults: string[] = [];
    const onFault = (sentence: string) => void faults.push(sentence);
    expect(await places('montague.example', { onFault })).toEqual([
      'fallback xmpp://montague.example:5222',
    ]);
    expect(faults).toEqual([expect.stringContaining('montague.example has no host-meta to read')]);
  });

  it('is its own host where the DNS does not work, which is told', async () => {
    zone.set('_xmpp-client._tcp.montague.example', 'servfail');
    zone.set('_xmpps-client._tcp.montague.example', 'silence');
    const faults: string[] = [];
    const onFault = (sentence: string) => void faults.push(sentence);
    expect(await places('montague.example', { onFault, schemes: ['xmpps', 'xmpp'] })).toEqual([
      'fallback xmpp://montague.example:5222',
    ]);
    expect(faults.sort()).toEqual([
      expect.stringMatching(/^SRV records of _xmpp-client\._tcp.*ESERVFAIL/),
      expect.stringMatching(/^SRV records of _xmpps-client\._tcp.*ETIMEOUT/),
    ]);
  });

  it('is not waited for without end', async () => {
    const faults: string[] = [];
    const options = {
      resolver: { resolveSrv: () => new Promise<never>(() => undefined) },
      fetch: () => new Promise<never>(() => undefined),
      lookUpTimeoutMs: 20,
      onFault: (sentence: string) => void faults.push(sentence),
    };
    expect(await places('montague.example', options)).toEqual([
      'fallback xmpp://montague.example:5222',
    ]);
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain('nobody answered within 20 ms');
  });

  it('is nowhere where its records say so', async () => {
    zone.set('_xmpp-client._tcp.montague.example', [[0, 0, 0, '']]);
    expect(await places('montague.example')).toEqual([]);
    zone.set('_xmpps-client._tcp.montague.example', [[0, 0, 5223, 'a.example']]);
    expect(await places('montague.example')).toEqual(['srv xmpps://a.example:5223']);
  });

  it('is looked up for what is of use alone', async () => {
    hostMeta = {
      links: [{ rel: 'urn:xmpp:alt-connections:websocket', href: 'wss://montague.example/ws' }],
    };
    const schemes = ['wss'] as const;
    expect(await places('montague.example', { schemes })).toEqual([
      'host-meta wss://montague.example/ws',
    ]);
    expect(asked.every((name) => name.startsWith('https:'))).toBe(true);
    asked.length = 0;
    await places('montague.example', { schemes: ['xmpps'] });
    expect(asked).toEqual(['_xmpps-client._tcp.montague.example']);
  });

  it('is not believed without end', async () => {
    const many: Records = Array.from({ length: 30 }, (_, n) => [n, 0, 5222, `a${n}`]);
    zone.set('_xmpp-client._tcp.montague.example', many);
    expect(await places('montague.example')).toHaveLength(16);
  });

  it('is written as the DNS has it', async () => {
    expect(await places('bücher.example')).toEqual(['fallback xmpp://xn--bcher-kva.example:5222']);
    expect(asked).toContain('_xmpp-client._tcp.xn--bcher-kva.example');
  });

  it.each([
    ['127.0.0.1', 'xmpp://127.0.0.1:5222'],
    ['[::1]', 'xmpp://[::1]:5222'],
    ['localhost', 'xmpp://localhost:5222'],
  ])('that is %s is not looked up', async (domain, service) => {
    expect(await places(domain)).toEqual([`fallback ${service}`]);
    expect(asked).toEqual([]);
  });

  it.each(['romeo@montague.example', 'montague.example/orchard', 'a.example:5222', '', 'a b'])(
    'is none: "%s"',
    async (domain) => {
      await expect(places(domain)).rejects.toMatchObject({
        name: 'TransportError',
        code: 'invalid-service',
      });
    },
  );

  it('is given up when its reader says so', async () => {
    const abort = new AbortController();
    const resolving = {
      resolveSrv: () => {
        abort.abort(new Error('changed my mind'));
        return new Promise<never>(() => undefined);
      },
    };
    const { signal } = abort;
    await expect(places('montague.example', { resolver: resolving, signal })).rejects.toThrow(
      'changed my mind',
    );
  });

  it('is where its host-meta says, in browsers', async () => {
    hostMeta = {
      links: [{ rel: 'urn:xmpp:alt-connections:websocket', href: 'wss://montague.example/ws' }],
    };
    const found = [];
    const schemes = ['wss', 'https'] as const;
    for await (const candidate of browser.discover('montague.example', { fetch, schemes })) {
      found.push(candidate.service);
    }
    expect(found).toEqual(['wss://montague.example/ws']);
    expect(asked.every((name) => name.startsWith('https:'))).toBe(true);
  });
});

/** The name in the question of a query (RFC 1035 section 4.1.2). */
function readName(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; query[at] !== 0; at += 1 + query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
  }
  return labels.join('.');
}

/** SRV records, or that there is no such name. */
function answer(query: Buffer, records: Records | 'servfail' | undefined): Buffer {
  const isFault = records === 'servfail';
  const found = isFault || records === undefined ? [] : records;
  const header = Buffer.from(query.subarray(0, 12));
  const code = isFault ? 2 : records === undefined ? 3 : 0;
  header.writeUInt16BE(0x8180 | code, 2);
  for (const [at, count] of [1, found.length, 0, 0].entries())
    header.writeUInt16BE(count, 4 + 2 * at);
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  return Buffer.concat([header, question, ...found.map((record) => srv(...record))]);
}

function srv(priority: number, weight: number, port: number, name: string): Buffer {
  const labels = name === '' ? [] : name.split('.');
  const target = Buffer.concat([
    ...labels.map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1')),
    Buffer.of(0),
  ]);
  // A pointer to the question's name, type SRV, class IN, a minute.
  const head = Buffer.from('c00c002100010000003c', 'hex');
  const numbers = [6 + target.length, priority, weight, port];
  const rest = Buffer.alloc(8);
  for (const [at, number] of numbers.entries()) rest.writeUInt16BE(number, 2 * at);
  return Buffer.concat([head, rest, target]);
}
