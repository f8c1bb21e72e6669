import { describe, expect, it } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
import { memoryPair, TransportError, type ConnectOptions, type Connector } from '@xec/transport';
import { discovering, type DiscoveringOptions, type NodeLookUpOptions } from './index.js';

/** A world of servers: who listens where, and what the DNS says. */
function world(options: DiscoveringOptions & NodeLookUpOptions = {}) {
  const tried: string[] = [];
  const told: ConnectOptions[] = [];
  const lookedUp: string[] = [];
  /** By service: what is wrong there. Where nothing is, it opens. */
  const faults = new Map<string, TransportError>();
  const records: Record<string, [number, number, string]> = {};
  let time = 0;

  const connector: Connector = async (service, _events, given = {}) => {
    tried.push(service);
    told.push(given);
    const fault = faults.get(service);
    if (fault !== undefined) throw fault;
    const [client] = memoryPair();
    return client;
  };
  const connect = discovering(
    { xmpps: connector, xmpp: connector, wss: connector, ws: connector },
    {
      resolver: {
        resolveSrv: async (name) => {
          lookedUp.push(name);
          const record = records[name];
          if (record === undefined) throw Object.assign(new Error('none'), { code: 'ENODATA' });
          return [{ priority: record[0], weight: 0, port: record[1], name: record[2] }];
        },
      },
      fetch: async (url) => {
        lookedUp.push(url);
        return Response.json({
          links: [{ rel: 'urn:xmpp:alt-connections:websocket', href: 'wss://montague.example/ws' }],
        });
      },
      now: () => time,
      ...options,
    },
  );
  return {
    tried,
    told,
    lookedUp,
    records,
    open: (service: string, given?: ConnectOptions) =>
      connect(service, new RecordedEvents(), given),
    refuse: (service: string, code: 'refused' | 'certificate' = 'refused') =>
      faults.set(service, new TransportError(code, `${service} did not open: so it is.`)),
    allow: (service: string) => faults.delete(service),
    pass: (ms: number) => (time += ms),
  };
}

const DIRECT = 'xmpps://a.example:5223';
const CLEAR = 'xmpp://b.example:5222';
const WEB = 'wss://montague.example/ws';

function montague(options: DiscoveringOptions & NodeLookUpOptions = {}) {
  const found = world(options);
  found.records['_xmpps-client._tcp.montague.example'] = [0, 5223, 'a.example'];
  found.records['_xmpp-client._tcp.montague.example'] = [1, 5222, 'b.example'];
  return found;
}

describe('a connector that finds its way', () => {
  it('opens the first that answers, for the domain', async () => {
    const { open, tried, told } = montague();
    await open('montague.example', { allowInsecure: false });
    expect(tried).toEqual([DIRECT]);
    expect(told[0]).toMatchObject({ domain: 'montague.example', allowInsecure: false });
  });

  it('keeps the domain that its caller names', async () => {
    const { open, told } = montague();
    await open('montague.example', { domain: 'verona.example' });
    expect(told[0]?.domain).toBe('verona.example');
  });

  it('tries one after the other', async () => {
    const { open, tried, refuse } = montague();
    refuse(DIRECT);
    refuse(CLEAR);
    await open('montague.example');
    expect(tried).toEqual([DIRECT, CLEAR, WEB]);
  });

  it('uses a URL as it is, and looks nothing up', async () => {
    const { open, tried, lookedUp, refuse } = montague();
    await open('ws://localhost:5280/ws');
    refuse(CLEAR);
    await expect(open(CLEAR)).rejects.toMatchObject({ code: 'refused' });
    expect(tried).toEqual(['ws://localhost:5280/ws', CLEAR]);
    expect(lookedUp).toEqual([]);
  });

  it.each(['http://montague.example/', 'constructor://montague.example', 'romeo@montague.example'])(
    'says what it does not open: %s',
    async (service) => {
      await expect(montague().open(service)).rejects.toMatchObject({
        name: 'TransportError',
        code: 'invalid-service',
      });
    },
  );

  it('remembers what answered', async () => {
    const { open, tried, lookedUp, refuse, pass } = montague();
    refuse(DIRECT);
    await open('montague.example');
    expect(tried.splice(0)).toEqual([DIRECT, CLEAR]);
    lookedUp.length = 0;

    await open('montague.example');
    expect(tried.splice(0)).toEqual([CLEAR]);
    expect(lookedUp).toEqual([]);

    // However often it is used: the records may have changed.
    pass(3_000_000);
    await open('montague.example');
    pass(700_000);
    await open('montague.example');
    expect(tried).toEqual([CLEAR, DIRECT, CLEAR]);
  });

  it('looks again where what it remembers does not answer, and goes there once', async () => {
    const { open, tried, refuse, allow } = montague();
    await open('montague.example');
    refuse(DIRECT);
    await open('montague.example');
    expect(tried.splice(0)).toEqual([DIRECT, DIRECT, CLEAR]);
    allow(DIRECT);
    await open('montague.example');
    expect(tried).toEqual([CLEAR]);
  });

  it('tells what was wrong with each', async () => {
    const { open, refuse } = montague();
    for (const service of [DIRECT, CLEAR, WEB]) refuse(service);
    await expect(open('montague.example')).rejects.toMatchObject({
      name: 'TransportError',
      code: 'refused',
      message:
        'No server of montague.example could be reached. ' +
        [DIRECT, CLEAR, WEB].map((service) => `${service} did not open: so it is.`).join(' '),
    });
    refuse(CLEAR, 'certificate');
    await expect(open('montague.example')).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('tells what could not be looked up', async () => {
    const { open, refuse } = world({
      resolver: { resolveSrv: () => Promise.reject(new Error('the name servers are silent')) },
      fetch: () => Promise.reject(new Error('no way there')),
    });
    refuse('xmpp://montague.example:5222');
    const fault = await open('montague.example').catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('the name servers are silent'),
    });
    expect(fault).toMatchObject({ message: expect.stringContaining('no way there') });
  });

  it('goes to the place of a lost stream once', async () => {
    const { open, told, refuse } = montague();
    refuse(DIRECT);
    await open('montague.example', { location: 'c.example:5222' });
    expect(told.map(({ location }) => location)).toEqual(['c.example:5222', undefined]);
  });

  it('takes no longer than it may', async () => {
    const { open, told, refuse, pass, tried } = montague({
      candidateTimeoutMs: 700,
      random: () => {
        pass(600);
        return 0;
      },
      fetch: async () => {
        pass(5000);
        return Response.json({});
      },
    });
    for (const service of [DIRECT, CLEAR]) refuse(service);
    // Two draws among the records take 1200.
    await expect(open('montague.example', { timeoutMs: 2000 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('could be reached in time. xmpps://a.example:5223 did not'),
    });
    expect(told.map(({ timeoutMs }) => timeoutMs)).toEqual([700, 700]);
    await expect(open('montague.example', { timeoutMs: 1500 })).rejects.toMatchObject({
      code: 'timeout',
    });
    expect(told[2]?.timeoutMs).toBe(300);
    expect(tried).toHaveLength(4);
  });

  it('gives up when its caller does', async () => {
    const abort = new AbortController();
    const { signal } = abort;
    const { open, tried } = montague({
      resolver: {
        resolveSrv: () => {
          abort.abort('changed my mind');
          return new Promise<never>(() => undefined);
        },
      },
    });
    await expect(open('montague.example', { signal })).rejects.toMatchObject({
      name: 'TransportError',
      code: 'aborted',
      cause: 'changed my mind',
    });
    expect(tried).toEqual([]);
  });

  it('keeps what it opens within the addresses that are allowed, found or not', async () => {
    const { open, told } = montague({ allowAddresses: 'public' });
    await open('montague.example');
    await open(DIRECT);
    await open('montague.example', {
      lookup: (_host, _options, callback) => callback(null, '8.8.8.8', 4),
    });
    const ask = (at: number, host: string) =>
      new Promise((resolve) => {
        told[at]?.lookup?.(host, {}, (error, address) => resolve(error ?? address));
      });
    expect(await ask(0, '127.0.0.1')).toMatchObject({ code: 'invalid-service' });
    expect(await ask(1, '::1')).toMatchObject({ code: 'invalid-service' });
    expect(await ask(2, 'montague.example')).toBe('8.8.8.8');
  });
});
