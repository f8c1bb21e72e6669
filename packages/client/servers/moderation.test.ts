import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import {
  CreateChannel,
  DiscoRoom,
  JoinRoom,
  ModerateMessage,
  PublishMessage,
  SendReactions,
  disco,
  message,
  muc,
  presence,
} from '@xec/xec';

const room = `garden-${String(process.pid)}@conference.localhost`;

/** What each server's rooms announce: the newest on the devserver, the one before on Prosody 0.12. */
const versions = {
  devserver: ['urn:xmpp:message-moderate:1'],
  prosody: ['urn:xmpp:message-moderate:0'],
  ejabberd: [],
} as const;

describeOnServers(
  'messages in rooms',
  (server) => {
    const clients = openClients(server, { features: [disco, presence, message, muc] });
    afterEach(() => clients.end());

    it('are reacted to, and taken back by moderators where the room knows how', async () => {
      const juliet = await clients.online('juliet');
      await juliet.request(new JoinRoom({ room, nick: 'juliet' }));
      await juliet.request(new CreateChannel({ room, name: 'The garden' }));
      const romeo = await clients.online('romeo');
      await romeo.request(new JoinRoom({ room, nick: 'romeo' }));
      // What the room announces decides which ids count, and in which version it is asked to moderate.
      for (const one of [juliet, romeo]) {
        const { features } = await one.request(new DiscoRoom({ room }));
        const known = features.filter((each) => each.startsWith('urn:xmpp:message-moderate:'));
        expect(known).toEqual(versions[server().name]);
      }
      const said = nextPacket(juliet, 'message', ({ content }) => content.type === 'groupchat');
      await romeo.request(
        new PublishMessage({ to: room, type: 'groupchat', body: 'Free magic potions!' }),
      );
      const { content } = await said;
      const id = content.stanzaIds[0]?.id ?? '';
      expect(content).toMatchObject({ from: `${room}/romeo`, stanzaIds: [{ by: room }] });

      const reacted = nextPacket(romeo, 'reactions');
      await juliet.request(
        new SendReactions({ to: room, type: 'groupchat', id, reactions: ['👎'] }),
      );
      expect((await reacted).content).toMatchObject({
        from: `${room}/juliet`,
        id,
        reactions: ['👎'],
      });

      const asked = new ModerateMessage({ to: room, id, reason: 'spam' });
      if (server().name === 'ejabberd') {
        await expect(juliet.request(asked)).rejects.toMatchObject({ action: 'Message/Moderate' });
        return;
      }
      const heard = Promise.all([juliet, romeo].map((one) => nextPacket(one, 'moderated')));
      await juliet.request(asked);
      const told = { room, id, by: `${room}/juliet`, reason: 'spam' };
      expect((await heard).map((packet) => packet.content)).toEqual([told, told]);
      await expect(romeo.request(asked)).rejects.toMatchObject({ type: 'auth' });
    });
  },
  { needs: ['rooms'] },
);
