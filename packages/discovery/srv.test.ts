import { describe, expect, it } from '@jest/globals';
import { askSrv, orderRecords, srvCandidates, type SrvAnswer, type SrvRecord } from './srv.js';

const record = (name: string, priority = 0, weight = 0, port = 5222): SrvRecord => ({
  name,
  port,
  priority,
  weight,
});
const names = (records: readonly SrvRecord[]): string => records.map(({ name }) => name).join('');

describe('the order of SRV records (RFC 2782)', () => {
  it('is that of priorities first', () => {
    const records = [record('c', 20), record('a', 0), record('b', 10)];
    expect(names(orderRecords(records, () => 0))).toBe('abc');
  });

  it('is drawn by weights where the priority is the same', () => {
    const records = [record('a', 0, 10), record('b', 0, 30), record('c', 0, 60), record('z')];
    const drawn = (...numbers: number[]): string =>
      names(orderRecords(records, () => numbers.shift() ?? 0));
    // The numbers go from 0 to the sum, 100; what has no weight stands first and is met by 0 alone.
    expect(drawn(0)).toMatch(/^z/);
    expect(drawn(0.01)).toMatch(/^a/);
    expect(drawn(0.1)).toMatch(/^a/);
    expect(drawn(0.11)).toMatch(/^b/);
    expect(drawn(0.4)).toMatch(/^b/);
    expect(drawn(0.41)).toMatch(/^c/);
    expect(drawn(0.999)).toMatch(/^c/);
    expect(drawn(0.999, 0.999, 0.999, 0.999)).toBe('cbaz');
  });

  it('gives each record its share, and each once', () => {
    let state = 1;
    const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const first = { a: 0, b: 0 };
    for (let round = 0; round < 4000; round++) {
      const order = names(orderRecords([record('a', 0, 25), record('b', 0, 75)], random));
      expect(['ab', 'ba']).toContain(order);
      first[order[0] as 'a' | 'b']++;
    }
    expect(first.a).toBeGreaterThan(800);
    expect(first.a).toBeLessThan(1200);
  });
});

describe('the candidates of SRV records (XEP-0368 section 3)', () => {
  it('are of both sets as of one', () => {
    const xmpps = {
      kind: 'records',
      records: [record('b.example', 10, 0, 5223), record('d.example', 30, 0, 443)],
    } as const;
    const xmpp = {
      kind: 'records',
      records: [record('c.example.', 20), record('a.example', 0)],
    } as const;
    expect(srvCandidates('montague.example', { xmpps, xmpp }, () => 0)).toEqual(
      [
        ['xmpp', 'xmpp://a.example:5222'],
        ['xmpps', 'xmpps://b.example:5223'],
        ['xmpp', 'xmpp://c.example:5222'],
        ['xmpps', 'xmpps://d.example:443'],
      ].map(([scheme, service]) => ({ service, scheme, domain: 'montague.example', from: 'srv' })),
    );
  });
});

describe('an answer', () => {
  const answer = (records: SrvRecord[] | { code: string }): Promise<SrvAnswer> =>
    askSrv(
      {
        resolveSrv: async () =>
          Array.isArray(records)
            ? records
            : Promise.reject(Object.assign(new Error('so'), records)),
      },
      'xmpp-client',
      'montague.example',
    );

  it('is asked for by the name of the service', async () => {
    const asked: string[] = [];
    const resolver = {
      resolveSrv: async (name: string) => {
        asked.push(name);
        return [];
      },
    };
    await askSrv(resolver, 'xmpps-client', 'montague.example');
    expect(asked).toEqual(['_xmpps-client._tcp.montague.example']);
  });

  it.each([
    ['none', 'none', []],
    ['no such name', 'none', { code: 'ENOTFOUND' }],
    ['no such records', 'none', { code: 'ENODATA' }],
    ['a root', 'unavailable', [record('.')]],
    ['a root as Node writes it', 'unavailable', [record('')]],
    ['a fault', 'failed', { code: 'ESERVFAIL' }],
  ])('of %s is %s', async (_case, kind, records) => {
    expect(await answer(records)).toMatchObject({ kind });
  });

  it('is without what is no host, or no port, and not endless', async () => {
    const bad = ['a.example/x', 'u@a.example', 'a.example:1', '[::1]', 'a b', '-a.example', '..'];
    const records = [...bad.map((name) => record(name)), record('a.example', 0, 0, 0)];
    expect(await answer(records)).toEqual({ kind: 'none' });
    const many = Array.from({ length: 1000 }, () => record('a.example'));
    const some = await answer(many);
    expect(some.kind === 'records' && some.records).toHaveLength(32);
  });
});
