import { afterEach, expect, it } from '@jest/globals';
import { iqSet, presenceStanza, xml, type Element } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import {
  Action,
  ModerateMessage,
  PublishMessage,
  RequestDisco,
  SendReactions,
  action,
  disco,
  feature,
  message,
  presence,
  type ActionContext,
  type OnlineContext,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';

const NS_MUC = 'http://jabber.org/protocol/muc';
const NS_OWNER = 'http://jabber.org/protocol/muc#owner';
const NS_FORMS = 'jabber:x:data';
const room = `garden-${String(process.pid)}@conference.localhost`;

const packets = { unlocking_room_handle: v.object({}) };
declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Unlocking/Room'> {}
}

/** Opens a new room as it is (XEP-0045 section 10.1.2). */
@action('Unlocking/Room', {})
class UnlockRoom extends Action<'Unlocking/Room'> {
  override build() {
    const form = xml('x', { xmlns: NS_FORMS, type: 'submit' });
    return iqSet(room, xml('query', { xmlns: NS_OWNER }, form));
  }

  override handle(_reply: Element, ctx: ActionContext<'Unlocking/Room'>) {
    ctx.deliver('handle', {});
  }
}

/** Enters the room as soon as it is online; `muc` has what an application needs for that. */
const joining = (nick: string, features: readonly string[]) =>
  feature({
    name: 'joining',
    online(ctx: OnlineContext) {
      ctx.learn('room', room, { nick, features });
      ctx.send(presenceStanza({ to: `${room}/${nick}` }, xml('x', { xmlns: NS_MUC })));
    },
  });

describeOnServers(
  'messages in rooms',
  (server) => {
    const clients = openClients(server, { features: [disco, presence, message] });
    afterEach(() => clients.end());

    it('are reacted to, and taken back by moderators where the room knows how', async () => {
      // The newest on the devserver, the one before on Prosody 0.12.
      const version = server().name === 'devserver' ? 1 : 0;
      const announced = [`urn:xmpp:message-moderate:${String(version)}`, 'urn:xmpp:sid:0'];
      const own = feature({ name: 'unlocking', packets, actions: [UnlockRoom] });
      const common = [disco, presence, message];
      const juliet = await clients.online('juliet', {
        features: [...common, own, joining('juliet', announced)],
      });
      await juliet.request(new UnlockRoom());
      const romeo = await clients.online('romeo', {
        features: [...common, joining('romeo', announced)],
      });
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

      const { features } = await juliet.request(new RequestDisco({ jid: room }));
      const asked = new ModerateMessage({ to: room, id, reason: 'spam' });
      if (!features.some((one) => one.startsWith('urn:xmpp:message-moderate:'))) {
        // ejabberd 23.01 announces no version of it.
        expect(server().name).toBe('ejabberd');
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
