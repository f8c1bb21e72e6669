import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  AcknowledgeMessage,
  DisableCarbons,
  EnableCarbons,
  PingEntity,
  PingServer,
  PublishMessage,
  SendActive,
  SendComposing,
  SendDisplayed,
  SendGone,
  SendInactive,
  SendPaused,
  carbons,
  message,
  ping,
  presence,
  roster,
  type ActionError,
} from '@xec/xec';

describeOnServers('messages', (server) => {
  const clients = openClients(server, { features: [roster, presence, message, carbons, ping] });
  afterEach(() => clients.end());

  it('go both ways, and each is acknowledged by a receipt', async () => {
    const { juliet, romeo } = await openFriends(clients);
    for (const [from, to] of [
      [juliet, romeo],
      [romeo, juliet],
    ] as const) {
      const came = nextPacket(to, 'message');
      const receipt = nextPacket(from, 'receiptack');
      const body = `Good night, good night! & <b>'"\u{1F319}`;
      const { id } = await from.request(
        new PublishMessage({ to: to.jid.toString(), type: 'chat', body, requestReceipt: true }),
      );
      expect(await came).toMatchObject({
        from: from.jid.toString(),
        content: { id, from: from.jid.toString(), type: 'chat', body },
      });
      expect((await receipt).content).toEqual({ from: to.jid.toString(), id });
    }
  });

  it('tell who writes, and what was seen', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const composing = nextPacket(romeo, 'chatstate');
    await juliet.request(new SendComposing({ to: romeo.jid.toString(), type: 'chat' }));
    expect((await composing).content).toMatchObject({
      from: juliet.jid.toString(),
      state: 'composing',
    });
    const seen = nextPacket(juliet, 'displayed');
    await romeo.request(
      new SendDisplayed({ to: juliet.jid.toString(), type: 'chat', id: 'some-id' }),
    );
    expect((await seen).content).toEqual({ from: romeo.jid.toString(), id: 'some-id' });
  });

  it('tell of all that somebody does, and of what arrived', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const to = { to: romeo.jid.toString(), type: 'chat' } as const;
    for (const [state, action] of [
      ['active', new SendActive(to)],
      ['paused', new SendPaused(to)],
      ['inactive', new SendInactive(to)],
      ['gone', new SendGone(to)],
    ] as const) {
      const told = nextPacket(romeo, 'chatstate', ({ content }) => content.state === state);
      await juliet.request(action);
      expect((await told).content.from).toBe(juliet.jid.toString());
    }
    const receipt = nextPacket(romeo, 'receiptack');
    await juliet.request(new AcknowledgeMessage({ ...to, id: 'some-id' }));
    expect((await receipt).content).toEqual({ from: juliet.jid.toString(), id: 'some-id' });
  });

  it('come back as an error when nobody is there', async () => {
    const juliet = await clients.online('juliet');
    const to = `nobody-at-all@${server().domain}/x`;
    const message = new PublishMessage({ to, type: 'chat', body: 'Romeo?' });
    const late = nextPacket(juliet, 'message_error').then(({ content }) => content);
    late.catch(() => undefined);
    // A server that refuses before it acknowledges ends the action so; one that does after it cannot.
    const refusal = await juliet.request(message).then(
      () => late,
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ condition: 'service-unavailable' });
  });

  it('come back as an error after they have left for good, too', async () => {
    const juliet = await clients.online('juliet', { streamManagement: false });
    const to = `nobody-at-all@${server().domain}/x`;
    const refused = nextPacket(juliet, 'message_error');
    const { id } = await juliet.request(new PublishMessage({ to, type: 'chat', body: 'Romeo?' }));
    expect((await refused).content).toMatchObject({ id, condition: 'service-unavailable' });
  });

  it('are copied to the other resource, sent and received', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const elsewhere = await clients.another(juliet);
    await nextPacket(
      elsewhere,
      'presence',
      ({ content }) => content.jid === elsewhere.jid.toString(),
    );

    const sent = nextPacket(elsewhere, 'carbons');
    await juliet.request(
      new PublishMessage({ to: romeo.jid.toString(), type: 'chat', body: 'O Romeo, Romeo!' }),
    );
    expect((await sent).content).toMatchObject({
      direction: 'sent',
      message: { from: juliet.jid.toString(), body: 'O Romeo, Romeo!' },
    });

    const received = nextPacket(elsewhere, 'carbons');
    await romeo.request(
      new PublishMessage({ to: juliet.jid.toString(), type: 'chat', body: 'Shall I hear more?' }),
    );
    expect((await received).content).toMatchObject({
      direction: 'received',
      message: { from: romeo.jid.toString(), body: 'Shall I hear more?' },
    });
  });

  it('are copied no more when that is the wish, until it is another one', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const elsewhere = await clients.another(juliet);
    const copies: string[] = [];
    elsewhere.packets.subscribe('carbons', ({ content }) =>
      copies.push(content.message.body ?? ''),
    );
    const say = async (body: string) => {
      const came = nextPacket(romeo, 'message', ({ content }) => content.body === body);
      await juliet.request(new PublishMessage({ to: romeo.jid.toString(), type: 'chat', body }));
      await came;
      // What the server sends after it has sent the copy comes after it.
      await elsewhere.request(new PingServer());
    };
    await elsewhere.request(new DisableCarbons());
    await say('unheard');
    await elsewhere.request(new EnableCarbons());
    await say('heard');
    expect(copies).toEqual(['heard']);
  });

  it('wait for whoever is away', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const gone = nextPacket(juliet, 'presence', ({ content }) => content.type === 'unavailable');
    const jid = romeo.jid.toString();
    await romeo.disconnect();
    await gone;
    // ejabberd tells of it before it forgets the session, which loses what is sent meanwhile.
    let condition = 'timeout';
    while (condition === 'timeout') {
      condition = await juliet.request(new PingEntity({ jid }), { timeoutMs: 200 }).then(
        () => 'answered',
        (error: unknown) => (error as ActionError).condition,
      );
    }
    expect(condition).toBe('service-unavailable');
    await juliet.request(
      new PublishMessage({ to: romeo.jid.bare, type: 'chat', body: 'Where are you?' }),
    );
    await juliet.request(new PingServer()); // the answer comes after the message was stored
    const late = nextPacket(romeo, 'message');
    await romeo.connect();
    expect((await late).content).toMatchObject({
      body: 'Where are you?',
      delay: { stamp: expect.stringMatching(/Z$/) },
    });
  });
});
