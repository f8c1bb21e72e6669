import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import {
  Payload,
  PingEntity,
  PingServer,
  feature,
  payload,
  ping,
  type PayloadContext,
} from '@xec/xec';

let release: () => void = () => undefined;

/** Answers a ping when the test says so. */
@payload('LatePong', { name: 'ping', xmlns: 'urn:xmpp:ping', under: 'iq', from: 'any' })
class LatePong extends Payload<'LatePong'> {
  override async handle(_el: unknown, ctx: PayloadContext<'LatePong'>) {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    ctx.reply();
  }
}

describeOnServers('requests', (server) => {
  const clients = openClients(server, { features: [ping] });
  afterEach(() => clients.end());

  it('keeps 500 actions in flight, and each has its own outcome', async () => {
    const juliet = await clients.online('juliet');
    const answers: string[] = [];
    juliet.packets.subscribe('ping_*', ({ key }) => answers.push(key));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 500 }, (_, index) =>
        juliet.request(
          index % 2 === 0
            ? new PingServer()
            : new PingEntity({ jid: `nobody@${server().domain}/${String(index)}` }),
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(250);
    expect(answers.filter((key) => key === 'ping_server_handle')).toHaveLength(250);
    expect(answers.filter((key) => key === 'ping_entity_errorserviceunavailable')).toHaveLength(
      250,
    );
    expect(juliet.pending).toEqual([]);
  });

  it('is answered by somebody who is there', async () => {
    const [juliet, romeo] = [await clients.online('juliet'), await clients.online('romeo')];
    const jid = romeo.jid.toString();
    expect(await juliet.request(new PingEntity({ jid }))).toEqual({ jid });
  });

  it('gives up a ping that nobody answers, and drops the late answer', async () => {
    const [juliet, romeo] = await Promise.all([
      clients.online('juliet'),
      clients.online('romeo', { features: [feature({ name: 'late', payloads: [LatePong] })] }),
    ]);
    const keys: string[] = [];
    juliet.packets.subscribe('ping_*', ({ key }) => keys.push(key));
    const asked = juliet.request(new PingEntity({ jid: romeo.jid.toString() }), { timeoutMs: 300 });
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError', condition: 'timeout' });
    release();
    await juliet.request(new PingServer()); // the late answer is on its way before this one
    expect(keys).toEqual(['ping_entity_errortimeout', 'ping_server_handle']);
  });

  it('ends each action once and comes back when an administrator cuts the stream', async () => {
    const [juliet, romeo] = await Promise.all([
      clients.online('juliet', { backoff: { baseMs: 50 } }),
      clients.online('romeo', { features: [feature({ name: 'late', payloads: [LatePong] })] }),
    ]);
    const outcomes: string[] = [];
    juliet.packets.subscribe('ping_*', ({ key }) => outcomes.push(key));
    const asked = juliet.request(new PingEntity({ jid: romeo.jid.toString() }));
    const lost = expect(asked).rejects.toMatchObject({
      condition: 'connection-lost',
      delivered: expect.stringMatching(/^(yes|unknown)$/), // as far as the server acknowledged it
    });
    await juliet.request(new PingServer());
    const end = nextPacket(juliet, 'session_state', ({ content }) =>
      ['reconnecting', 'ended'].includes(content.state),
    );
    await server().kick(juliet.jid.local ?? '');
    const { content } = await end;
    await lost;
    if (content.state === 'reconnecting') {
      await nextPacket(juliet, 'session_state', ({ content }) => content.state === 'online');
      await juliet.request(new PingServer());
    }
    release();
    expect(outcomes.filter((key) => key === 'ping_entity_errorconnectionlost')).toHaveLength(1);
  });
});
