import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  Block,
  PublishMessage,
  RequestBlocklist,
  SendAttention,
  Unblock,
  attention,
  blocking,
  message,
  presence,
  roster,
} from '@xec/xec';

describeOnServers('blocking', (server) => {
  const clients = openClients(server, {
    features: [roster, presence, message, blocking, attention],
  });
  afterEach(() => clients.end());

  it('keeps somebody away until it ends, and all clients of the account hear of it', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const elsewhere = await clients.another(juliet);
    for (const client of [juliet, elsewhere]) {
      expect(await client.request(new RequestBlocklist())).toEqual({ jids: [] });
    }
    const jids = [romeo.jid.bare];
    const heard = Promise.all([juliet, elsewhere].map((one) => nextPacket(one, 'blocked')));
    // ejabberd 23.01 does not tell contacts that the account went, which section 3.3 asks for.
    const gone =
      server().name === 'ejabberd'
        ? undefined
        : nextPacket(romeo, 'presence', ({ content }) => content.type === 'unavailable');
    await juliet.request(
      new Block({ jids, report: { reason: 'spam', text: 'Too many sonnets.' } }),
    );
    expect((await heard).map(({ content }) => content)).toEqual([{ jids }, { jids }]);
    await gone;
    expect(await juliet.request(new RequestBlocklist())).toEqual({ jids });

    const refused = nextPacket(romeo, 'message_error').then(({ content }) => content);
    refused.catch(() => undefined);
    // A server that refuses before it acknowledges ends the action so; one that does after it cannot.
    const refusal = await romeo
      .request(new PublishMessage({ to: juliet.jid.bare, body: 'O, wilt thou?' }))
      .then(
        () => refused,
        (error: unknown) => error,
      );
    expect(refusal).toMatchObject({ condition: 'service-unavailable' });

    const ended = Promise.all([juliet, elsewhere].map((one) => nextPacket(one, 'unblocked')));
    await juliet.request(new Unblock({ jids }));
    expect((await ended).map(({ content }) => content)).toEqual([{ jids }, { jids }]);
    const came = nextPacket(juliet, 'message');
    await romeo.request(new PublishMessage({ to: juliet.jid.bare, body: 'What satisfaction?' }));
    expect((await came).content.body).toBe('What satisfaction?');
  });

  it('ends for everybody at once', async () => {
    const juliet = await clients.online('juliet');
    await juliet.request(new RequestBlocklist());
    await juliet.request(new Block({ jids: ['spam.example', 'paris@verona.example'] }));
    const ended = nextPacket(juliet, 'unblocked');
    await juliet.request(new Unblock({ all: true }));
    expect((await ended).content).toEqual({ all: true });
    expect(await juliet.request(new RequestBlocklist())).toEqual({ jids: [] });
  });

  it('asks a friend for attention', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const nudged = nextPacket(romeo, 'attention');
    await juliet.request(new SendAttention({ to: romeo.jid.toString(), body: 'Romeo?' }));
    expect((await nudged).content).toEqual({
      from: juliet.jid.toString(),
      type: 'headline',
      body: 'Romeo?',
    });
  });
});
