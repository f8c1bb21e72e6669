import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  GetArchive,
  PublishMessage,
  RetractMessage,
  SendReactions,
  carbons,
  isByAuthor,
  mam,
  message,
  presence,
  roster,
} from '@xec/xec';

describeOnServers('messages about messages', (server) => {
  const clients = openClients(server, { features: [roster, presence, message, carbons, mam] });
  afterEach(() => clients.end());

  it('correct, answer, react and take back, also in the archive and on other clients', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const elsewhere = await clients.another(juliet);
    const to = romeo.jid.toString();
    const came = nextPacket(romeo, 'message');
    const { id } = await juliet.request(new PublishMessage({ to, body: 'yonder airlock' }));
    const { content: first } = await came;

    const corrected = nextPacket(romeo, 'message');
    await juliet.request(new PublishMessage({ to, body: 'yonder window', replaces: id }));
    const { content: correction } = await corrected;
    expect(correction).toMatchObject({
      body: 'yonder window',
      replaces: id,
      author: juliet.jid.bare,
    });
    expect(isByAuthor(first, correction)).toBe(true);

    const answered = nextPacket(juliet, 'message');
    const quoted = '> yonder window\nIt is the east';
    await romeo.request(
      new PublishMessage({
        to: juliet.jid.toString(),
        body: quoted,
        reply: { id, to: juliet.jid.toString() },
        fallbacks: [{ for: 'urn:xmpp:reply:0', body: [{ start: 0, end: 16 }] }],
        references: [{ type: 'mention', uri: `xmpp:${juliet.jid.bare}`, begin: 16, end: 18 }],
      }),
    );
    expect((await answered).content).toMatchObject({
      reply: { id, to: juliet.jid.toString() },
      fallbacks: [{ body: [{ start: 0, end: 16 }] }],
      references: [{ begin: 16, end: 18 }],
    });

    const reacted = nextPacket(juliet, 'reactions');
    await romeo.request(
      new SendReactions({ to: juliet.jid.toString(), id, reactions: ['👋', '❤️'] }),
    );
    expect((await reacted).content).toEqual({
      from: to,
      type: 'chat',
      id,
      reactions: ['👋', '❤️'],
    });

    const taken = nextPacket(romeo, 'retracted');
    const copied = nextPacket(
      elsewhere,
      'carbons',
      ({ content }) => content.message.retracts !== undefined,
    );
    await juliet.request(new RetractMessage({ to, id, reason: 'a rose' }));
    const { content: retraction } = await taken;
    expect(retraction).toMatchObject({ author: juliet.jid.bare, id, reason: 'a rose' });
    expect(isByAuthor(first, retraction)).toBe(true);
    expect((await copied).content.message).toMatchObject({ retracts: { id } });

    const seen: object[] = [];
    juliet.packets.subscribe('mamresult', ({ content }) => seen.push(content.message));
    await juliet.request(new GetArchive({ filter: { with: romeo.jid.bare }, all: true }));
    expect(seen).toMatchObject([
      { id, body: 'yonder airlock' },
      { replaces: id },
      { reply: { id } },
      { reactions: { id } },
      { retracts: { id } },
    ]);
  });
});
