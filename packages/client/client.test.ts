import { afterEach, describe, expect, it } from '@jest/globals';
import { iqGet, messageStanza, xml, type Element } from '@xec/stanza';
import { StageServer, nextPacket } from '@xec/testing';
import { memoryConnector } from '@xec/transport';
import {
  Action,
  JournalError,
  Log,
  PingServer,
  action,
  feature,
  ping,
  silentLog,
  type ActionContext,
  type Feature,
  type LogLine,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';
import { createClient, memoryJournal, type Client, type ClientOptions } from './index.js';

const packets = { count_up_handle: v.object({ count: v.number() }) };

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Count/Up'> {}
}

@action('Count/Up')
class CountUp extends Action<'Count/Up'> {
  override build() {
    return iqGet(undefined, xml('count', { xmlns: 'urn:example:count' }));
  }

  override handle(_reply: Element, ctx: ActionContext<'Count/Up'>) {
    ctx.deliver('handle', { count: 1 });
  }
}

const counting = feature({ name: 'counting', packets, actions: [CountUp] });

const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
});

/** A client whose server answers each request. */
function make(options: Partial<ClientOptions> = {}) {
  const servers: StageServer[] = [];
  const client = createClient({
    jid: 'juliet@capulet.example',
    password: 'r0m30myr0m30',
    allowPlain: true,
    service: 'memory',
    log: silentLog,
    features: [ping, counting],
    connector: memoryConnector((transport) => {
      const answer = (el: Element): readonly string[] | undefined =>
        el.name === 'iq' && el.attrs['type'] === 'get'
          ? [`<iq xmlns='jabber:client' type='result' id='${String(el.attrs['id'])}'/>`]
          : undefined;
      servers.push(new StageServer(transport, 'capulet.example', answer));
    }),
    ...options,
  });
  clients.push(client);
  return { client, servers };
}

describe('a client', () => {
  it('opens nothing before it is asked to', () => {
    const { client, servers } = make();
    expect(client.state).toEqual({ state: 'offline' });
    expect(client.jid.toString()).toBe('juliet@capulet.example');
    expect(client.pending).toEqual([]);
    expect(servers).toEqual([]);
  });

  it('connects, asks, and ends', async () => {
    const { client, servers } = make();
    await client.connect();
    expect(client.state).toMatchObject({ state: 'online' });
    expect(client.jid.resource).toMatch(/^xec-/);
    // The type of what comes back is that of the action's `handle` packet.
    const { count } = await client.request(new CountUp());
    expect(count).toBe(1);
    await client.disconnect();
    expect(client.state).toMatchObject({ state: 'ended' });
    expect(servers[0]?.end?.clean).toBe(true);
    await client.connect();
    expect(servers).toHaveLength(2);
  });

  it('tells of being online before connect() resolves', async () => {
    const { client } = make();
    const order: string[] = [];
    client.packets.subscribe('session_state', ({ content }) => order.push(content.state));
    await client.connect();
    order.push('resolved');
    expect(order.slice(-2)).toEqual(['online', 'resolved']);
  });

  it('keeps requests until it is connected', async () => {
    const { client, servers } = make();
    const asked = client.request(new PingServer());
    const id = client.dispatch(new PingServer());
    await client.connect();
    await expect(asked).resolves.toEqual({});
    expect(servers[0]?.all('iq').map(({ attrs }) => attrs['id'])).toContain(await id);
  });

  it('sends stanzas that are no requests', async () => {
    const { client, servers } = make();
    await client.connect();
    await client.send(messageStanza({ to: 'romeo@montague.example', id: 'm1' }));
    await client.request(new PingServer());
    expect(servers[0]?.all('message')[0]?.attrs).toMatchObject({ id: 'm1' });
  });

  it('may be asked to end before it began', async () => {
    const { client, servers } = make();
    await client.disconnect();
    expect(client.state).toEqual({ state: 'offline' });
    expect(servers).toEqual([]);
  });

  it.each([
    ['no address', { jid: 'a@b@c' }],
    ['an empty address', { jid: '' }],
    ['a domain where an account is wanted', { jid: 'capulet.example' }],
  ])('refuses %s at once', (_what, options) => {
    expect(() => createClient({ service: 'memory', ...options })).toThrow(Error);
  });

  it('says what a login without an account needs', () => {
    expect(() => createClient({ jid: 'capulet.example', service: 'memory' })).toThrow(
      'anonymous: true',
    );
    const { client } = make({ jid: 'capulet.example', anonymous: true });
    expect(client.jid.toString()).toBe('capulet.example');
  });

  it('refuses an action whose feature is not in use, by name', async () => {
    const { client, servers } = make({ features: [] });
    await expect(client.request(new PingServer())).rejects.toThrow(/Ping\/Server/);
    await expect(client.dispatch(new PingServer())).rejects.toThrow(/Ping\/Server/);
    expect(client.pending).toEqual([]);
    expect(servers).toEqual([]);
  });

  it('refuses a key that no feature has', () => {
    const { client } = make({ features: [] });
    expect(() => client.packets.subscribe('ping_server_handle', () => undefined)).toThrow(
      'is its feature in use?',
    );
  });

  it('takes features into use before the first connection, and only then', async () => {
    const { client } = make({ features: [] });
    client.use(ping).use(counting);
    await client.connect();
    await expect(client.request(new PingServer())).resolves.toEqual({});
    expect(() => client.use(ping)).toThrow('before the first connection');
    expect(client.registry.keys.has('count_up_handle')).toBe(true);
  });

  it('may be connected again when the journal was away', async () => {
    const journal = memoryJournal();
    const open = journal.open.bind(journal);
    journal.open = () => Promise.reject(new JournalError('unavailable', 'it is away'));
    const { client, servers } = make({ journal });
    await expect(client.connect()).rejects.toThrow('it is away');
    expect(client.state).toEqual({ state: 'offline' });
    journal.open = open;
    await client.connect();
    expect(client.state.state).toBe('online');
    expect(servers).toHaveLength(1);
  });

  it.each([
    [false, 'juliet', 'warn', 'is kept in memory and ends with this process'],
    [true, undefined, 'warn', 'give createClient() a session'],
    [true, 'juliet', 'info', undefined],
  ] as const)(
    'says once what its journal survives (%s, %s)',
    async (isDurable, name, level, text) => {
      const lines: LogLine[] = [];
      const log = new Log({ sink: (line) => lines.push(line) });
      const journal = Object.assign(memoryJournal(), { isDurable: isDurable as false });
      const session = name === undefined ? {} : { session: name };
      for (let times = 0; times < 2; times += 1) {
        const { client } = make({ journal, log, ...session });
        await client.connect();
        await client.disconnect();
      }
      const said = lines.filter(({ event }) => event === 'journal');
      expect(said).toMatchObject([{ level, survives: journal.survives }]);
      if (text !== undefined) expect(said[0]?.['message']).toContain(text);
    },
  );

  it('hears by onFault and in the log what a subscriber threw, and goes on', async () => {
    const lines: LogLine[] = [];
    const faults: unknown[] = [];
    const { client } = make({
      log: new Log({ sink: (line) => lines.push(line) }),
      onFault: (fault, where) => {
        faults.push([String(fault), where]);
        throw new Error('and so do I');
      },
    });
    const seen: string[] = [];
    client.packets.subscribe('ping_server_handle', () => {
      throw new Error('sync');
    });
    client.packets.subscribe('ping_server_handle', () => Promise.reject(new Error('async')));
    client.packets.subscribe('ping_server_handle', ({ key }) => seen.push(key));
    await client.connect();
    await client.request(new PingServer());
    await client.request(new PingServer());
    expect(seen).toHaveLength(2);
    const where = 'subscriber of ping_server_handle';
    expect(faults).toContainEqual(['Error: sync', where]);
    expect(faults).toContainEqual(['Error: async', where]);
    expect(faults).toHaveLength(4);
    const logged = lines.filter(({ event }) => event === 'fault').map((line) => line['where']);
    expect(logged.filter((place) => place === where)).toHaveLength(4);
    expect(client.state.state).toBe('online');
  });

  it('reports a feature that fails while it comes online, and is online all the same', async () => {
    const faults: string[] = [];
    const broken = feature({
      name: 'broken',
      online: () => {
        throw new Error('no');
      },
    });
    const { client } = make({
      features: [broken, ping],
      onFault: (_fault, where) => faults.push(where),
    });
    await client.connect();
    await client.request(new PingServer());
    expect(faults).toEqual(['feature broken']);
  });
});

describe('many clients', () => {
  it('share nothing but what never changes', async () => {
    const features = [ping, counting];
    const journal = memoryJournal();
    const made = Array.from({ length: 20 }, (_x, n) =>
      make({
        jid: `juliet@capulet.example/r${String(n)}`,
        features,
        journal,
      }),
    );
    const heard = made.map(({ client }) => {
      const own: string[] = [];
      client.packets.subscribe('*', ({ session }) => own.push(session));
      return own;
    });
    await Promise.all(made.map(({ client }) => client.connect()));
    await Promise.all(made.map(({ client }) => client.request(new PingServer())));
    heard.forEach((own) => {
      expect(own.length).toBeGreaterThan(4);
      expect(new Set(own).size).toBe(1);
    });
    expect(new Set(heard.map(([session]) => session)).size).toBe(20);
    expect(new Set(made.map(({ client }) => client.jid.toString())).size).toBe(20);
    const containers = await Promise.all(made.map(({ client }) => client.container));
    expect(new Set(containers).size).toBe(20);
    expect(new Set(made.map(({ client }) => client.registry)).size).toBe(1);

    const [first, second] = made;
    await first?.client.disconnect();
    expect(second?.client.state.state).toBe('online');
    await expect(second?.client.request(new PingServer())).resolves.toEqual({});
  });

  it('of which one uses more features do not change the others', () => {
    const features = [ping];
    const [first, second] = [make({ features }).client, make({ features }).client];
    first.use(counting);
    expect(first.registry.keys.has('count_up_handle')).toBe(true);
    expect(second.registry.keys.has('count_up_handle')).toBe(false);
    expect(make({ features }).client.registry).toBe(second.registry);
  });

  it('of the same features in the same order have one registry, whoever wrote the list', () => {
    const registryWith = (...features: Feature[]) => make({ features }).client.registry;
    expect(registryWith(ping, counting)).toBe(registryWith(ping, counting));
    expect(registryWith(ping)).not.toBe(registryWith(ping, counting));
    expect(registryWith(counting, ping)).not.toBe(registryWith(ping, counting));
    const identities = [{ category: 'client', type: 'bot' }];
    const asBot = () => make({ features: [ping], identities }).client.registry;
    expect(asBot()).toBe(asBot());
    expect(asBot().advertised.identities).toEqual(identities);
    expect(asBot()).not.toBe(registryWith(ping));
    expect(registryWith().actions.size).toBeLessThan(registryWith(ping).actions.size);
  });

  it('of which one loses its stream do not lose theirs', async () => {
    const [first, second] = [make(), make()];
    await Promise.all([first.client.connect(), second.client.connect()]);
    const lost = nextPacket(
      first.client,
      'session_state',
      ({ content }) => content.state === 'reconnecting',
    );
    first.servers[0]?.transport.abort();
    await lost;
    expect(second.client.state.state).toBe('online');
    await expect(second.client.request(new PingServer())).resolves.toEqual({});
  });
});
