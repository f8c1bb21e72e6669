/** Rows 42, 45 to 47 and 52: streams that end because somebody objects. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { ActionError, PublishMessage, RemoveRegistration, allFeatures, register } from '@xec/xec';
import { nextPacket } from '../clients/index.js';
import { Authority, DAY_MS } from '../certificates/index.js';
import { Ask, Order, probe } from './probe/index.js';
import { becomes, collect, keysOf, onlineAgain, openWorld, told, type World } from './world.js';

jest.setTimeout(20_000);

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
const message = (inner: string, attributes = ''): string =>
  `<message xmlns='jabber:client' from='romeo@localhost/x' ${attributes}>${inner}</message>`;

describe('a stanza that may not be', () => {
  it.each([
    ['is very deep', message(deep(2000))],
    [
      'has very many attributes',
      message('', Array.from({ length: 5000 }, (_x, n) => `a${String(n)}=''`).join(' ')),
    ],
    ['is no XML', message('<body>')],
    ['has a document type', `<!DOCTYPE x [<!ENTITY y 'z'>]>${message('&y;')}`],
  ])(
    '42 %s ends the stream; the session comes back, and what waits goes on',
    async (_what, xml) => {
      const client = await world.online();
      const outcomes = collect(client);
      const answers = world.server.faults.hold({ jid: 'juliet' });
      await client.dispatch(new Ask({ n: 1 }));
      const asked = client.request(new Order({ n: 2 })).catch((error: unknown) => error);
      await world.hasDone(1);
      const again = onlineAgain(client);
      world.server.send('juliet', xml);
      // The stream has ended in order: it cannot be resumed.
      answers();
      expect(await again).toBe(false);
      await world.barrier(client);
      expect(keysOf(outcomes, 1)).toEqual(['probe_ask_handle']);
      expect(await asked).toBeInstanceOf(ActionError);
      expect(keysOf(outcomes, 2)).toEqual(['probe_order_error']);
      expect(world.done).toEqual([2]);
    },
  );

  it('42 is a giant ends the connection; it comes again with the stream, and not for ever', async () => {
    const client = await world.online({ connect: { maxFrameBytes: 20_000 } });
    const romeo = await world.online({ features: [probe, ...allFeatures] }, 'romeo');
    const states: string[] = [];
    client.packets.subscribe('session_state', ({ content }) => states.push(content.state));
    const ended = nextPacket(client, 'session_state', ({ content }) => content.state === 'ended');
    const body = 'x'.repeat(30_000);
    await romeo.request(new PublishMessage({ to: client.jid.toString(), type: 'chat', body }));
    expect((await ended).content).toMatchObject({ reason: { condition: 'too-big' } });
    expect(states.filter((state) => state === 'online')).toHaveLength(4);
  });

  it('42 does not come again and again: after five such ends the session gives up, and says so', async () => {
    const client = await world.online();
    const states: string[] = [];
    client.packets.subscribe('session_state', ({ content }) => states.push(content.state));
    for (let round = 1; round < 5; round += 1) {
      const again = onlineAgain(client);
      world.server.send('juliet', message('<body>'));
      await again;
    }
    const ended = nextPacket(client, 'session_state', ({ content }) => content.state === 'ended');
    world.server.send('juliet', message('<body>'));
    expect((await ended).content).toMatchObject({ reason: { condition: 'not-well-formed' } });
    expect(states.filter((state) => state === 'online')).toHaveLength(4);
  });
});

describe('a login that is refused', () => {
  it('45 after the password was changed is tried once, and told; others go on', async () => {
    const juliet = await world.online();
    const romeo = await world.online({}, 'romeo');
    const end = world.server.faults.refuseLogin('juliet', 'not-authorized');
    const failed = nextPacket(juliet, 'saslfailure');
    const states: string[] = [];
    juliet.packets.subscribe('session_state', ({ content }) => states.push(content.state));
    world.server.disconnect('juliet', 'abort');
    expect((await failed).content).toMatchObject({ condition: 'not-authorized' });
    expect(states.filter((state) => state === 'authenticating')).toHaveLength(1);
    expect(juliet.state).toMatchObject({ state: 'ended' });
    await romeo.request(new Order({ n: 1 }));
    end();
    expect(world.done).toEqual([1]);
  });
});

describe('a stream error', () => {
  it.each(['conflict', 'policy-violation'])(
    '46 of the kind %s ends the session, and is told: there is no fight',
    async (condition) => {
      const client = await world.online();
      const told = nextPacket(client, 'streamerror');
      const ended = nextPacket(client, 'session_state', ({ content }) => content.state === 'ended');
      world.server.faults.streamError('juliet', condition, { text: 'enough' });
      expect((await told).content).toEqual({ condition, text: 'enough' });
      expect((await ended).content).toMatchObject({ reason: { condition } });
    },
  );

  it('46 of the kind system-shutdown is waited out', async () => {
    const client = await world.online();
    const waits = becomes(client, 'reconnecting');
    const again = onlineAgain(client);
    world.server.faults.streamError('juliet', 'system-shutdown');
    await waits;
    await again;
    await client.request(new Order({ n: 1 }));
    expect(world.done).toEqual([1]);
  });

  it('46 that we caused counts as a stanza that may not be', async () => {
    const client = await world.online();
    const again = onlineAgain(client);
    world.server.send('juliet', '<what/>');
    await again;
    world.server.send('juliet', told(1));
    await client.request(new Order({ n: 1 }));
  });
});

describe('a certificate', () => {
  it('47 that expires while a session is up ends it when it connects anew, and is told', async () => {
    const authority = new Authority();
    const { key } = authority;
    const cert = authority.certificate('localhost', Date.now() + DAY_MS);
    // The way to the server is encrypted, and its certificate can be replaced.
    const front = createServer({ key, cert }, (near) => {
      const far = connect(world.server.port, '127.0.0.1');
      near.pipe(far).pipe(near);
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
      far.on('close', () => near.destroy());
    });
    front.listen(0, 'localhost');
    await once(front, 'listening');
    try {
      const { port } = front.address() as AddressInfo; // it listens on TCP
      const service = `wss://localhost:${String(port)}/`;
      const expired = authority.certificate('localhost', Date.now() - DAY_MS);
      const client = await world.online({ service, connect: { ca: [cert, expired] } });
      const ended = nextPacket(client, 'session_state', ({ content }) => content.state === 'ended');
      const states: string[] = [];
      client.packets.subscribe('session_state', ({ content }) => states.push(content.state));
      front.setSecureContext({ key, cert: expired });
      world.server.disconnect('juliet', 'abort');
      expect((await ended).content).toMatchObject({
        reason: { condition: 'certificate', text: expect.stringContaining('has expired') },
      });
      expect(states.filter((state) => state === 'connecting')).toHaveLength(1);
      expect(states).not.toContain('authenticating');
    } finally {
      front.close();
    }
  });
});

describe('an account', () => {
  it('52 that is removed takes its session with it: what waits has one outcome, and no record is left', async () => {
    await world.close();
    world = await openWorld({ registration: 'open' });
    const journal = new MemoryJournal();
    const client = await world.online({ journal, features: [probe, register] });
    const outcomes = collect(client);
    const answers = world.server.faults.hold({ jid: 'juliet', times: 2 });
    await client.dispatch(new Ask({ n: 1 }));
    const asked = client.request(new Order({ n: 2 })).catch((error: unknown) => error);
    await world.hasDone(1);
    const ended = nextPacket(client, 'session_state', ({ content }) => content.state === 'ended');
    await client.request(new RemoveRegistration({}));
    await ended;
    expect(await asked).toBeInstanceOf(ActionError);
    answers();
    expect(client.pending).toEqual([]);
    expect(keysOf(outcomes, 1)).toHaveLength(1);
    expect(keysOf(outcomes, 2)).toHaveLength(1);
    await client.disconnect(); // it is stored when this resolves
    expect((await journal.open('juliet')).pending).toEqual([]);
    expect(world.faults).toEqual([]);
  });
});
