import { afterEach, expect, it } from '@jest/globals';
import type { Client } from '@xec/client';
import { configurationFor, formText, type SpaceAccess } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import {
  AddSpaceRoom,
  CreateSpace,
  DeleteSpaceRoom,
  DestroySpace,
  GetPendingSpaceSubscriptions,
  GetSpaceConfig,
  GetSpaceRooms,
  SetSpaceAffiliations,
  SetSpaceConfig,
  SetSpaceSubscription,
  SubscribeToSpace,
  UnsubscribeFromSpace,
  allFeatures,
  type ActionError,
  type AnyAction,
} from '@xec/xec';

/** How a request ends. */
const endOf = (client: Client, action: AnyAction): Promise<string> =>
  client.request(action).then(
    () => 'answered',
    (error: unknown) => (error as ActionError).condition,
  );

let made = 0;

describeOnServers(
  'spaces',
  (server) => {
    const clients = openClients(server, { features: allFeatures });
    afterEach(() => clients.end());
    const service = () => `pubsub.${server().domain}`;
    const rooms = () => `conference.${server().domain}`;

    /** Prosody lets nobody but administrators make nodes. */
    const owner = async (): Promise<Client> => {
      if (server().name !== 'prosody') return clients.online('juliet');
      const admin = clients.at('admin@localhost', 'admin-pw');
      await admin.connect();
      return admin;
    };

    /** A space of juliet's. */
    const open = async (settings: { access?: SpaceAccess } = {}) => {
      const juliet = await owner();
      const romeo = await clients.online('romeo');
      made += 1;
      const at = { to: service(), node: `space ${String(made)} & more` };
      await juliet.request(new CreateSpace({ ...at, title: 'Verona', ...settings }));
      return { juliet, romeo, at, place: { from: at.to, node: at.node } };
    };

    it('are made, joined, filled, and told of, until they are gone', async () => {
      const { juliet, romeo, at, place } = await open();
      const own = romeo.jid.bare;
      const joined = await romeo.request(new SubscribeToSpace(at));
      expect(joined).toMatchObject({ ...place, jid: own, subscription: 'subscribed' });

      const room = { jid: `garden@${rooms()}`, name: 'Garden', autojoin: true as const };
      const told = nextPacket(romeo, 'space_room');
      await juliet.request(new AddSpaceRoom({ ...at, room }));
      expect((await told).content).toEqual({ ...place, room });
      const other = { jid: `balcony@${rooms()}`, isPinned: true as const };
      await juliet.request(new AddSpaceRoom({ ...at, room: other }));
      const there = await romeo.request(new GetSpaceRooms(at));
      expect([...there.rooms].sort((one, two) => (one.jid < two.jid ? -1 : 1))).toEqual([
        other,
        room,
      ]);

      const removed = nextPacket(romeo, 'space_deletedroom');
      await juliet.request(new DeleteSpaceRoom({ ...at, room: room.jid }));
      expect((await removed).content).toEqual({ ...place, id: room.jid });
      expect((await romeo.request(new GetSpaceRooms(at))).rooms).toEqual([other]);

      const gone = nextPacket(romeo, 'space_destroyed');
      await juliet.request(new DestroySpace(at));
      expect((await gone).content).toEqual(place);
      expect(await endOf(romeo, new GetSpaceRooms(at))).toBe('item-not-found');
    });

    it('are left, and then nothing more is told', async () => {
      const { juliet, romeo, at } = await open();
      const { subid } = await romeo.request(new SubscribeToSpace(at));
      await romeo.request(
        new UnsubscribeFromSpace({ ...at, ...(subid !== undefined && { subid }) }),
      );
      const heard: string[] = [];
      romeo.packets.subscribe('space_room', ({ key }) => heard.push(key));
      await juliet.request(new AddSpaceRoom({ ...at, room: { jid: `garden@${rooms()}` } }));
      await romeo.request(new GetSpaceRooms(at)); // whatever was to be told was told before
      expect(heard).toEqual([]);
      expect(await endOf(romeo, new UnsubscribeFromSpace(at))).not.toBe('answered');
    });

    it('are set up by their owner, who says who adds rooms', async () => {
      const { juliet, romeo, at } = await open();
      const { form } = await juliet.request(new GetSpaceConfig(at));
      expect(formText(form, 'pubsub#type')).toBe('urn:xmpp:spaces:0');
      expect(formText(form, 'pubsub#title')).toBe('Verona');
      const filled = configurationFor(form, { title: 'Mantua' });
      if (filled === undefined) throw new Error('expected a title to change');
      await juliet.request(new SetSpaceConfig({ ...at, form: filled }));
      const { form: after } = await juliet.request(new GetSpaceConfig(at));
      expect(formText(after, 'pubsub#title')).toBe('Mantua');
      expect(await endOf(romeo, new GetSpaceConfig(at))).toBe('forbidden');

      const add = new AddSpaceRoom({ ...at, room: { jid: `orchard@${rooms()}` } });
      expect(await endOf(romeo, add)).toBe('forbidden');
      const affiliations = [{ jid: romeo.jid.bare, affiliation: 'publisher' as const }];
      await juliet.request(new SetSpaceAffiliations({ ...at, affiliations }));
      expect(await endOf(romeo, add)).toBe('answered');
    });

    it('may be for members alone', async () => {
      const { juliet, romeo, at } = await open({ access: 'whitelist' });
      const jid = romeo.jid.bare;
      expect(await endOf(romeo, new SubscribeToSpace(at))).not.toBe('answered');
      expect(await endOf(romeo, new GetSpaceRooms(at))).not.toBe('answered');
      const affiliations = [{ jid, affiliation: 'member' as const }];
      await juliet.request(new SetSpaceAffiliations({ ...at, affiliations }));
      expect(await endOf(romeo, new SubscribeToSpace(at))).toBe('answered');
      expect(await endOf(romeo, new GetSpaceRooms(at))).toBe('answered');
    });

    it('may be for those whom their owner lets in, where the service knows that', async () => {
      if (server().name === 'prosody') {
        // Prosody 0.12 has neither the access model `authorize` nor the command.
        const juliet = await owner();
        const at = { to: service(), node: 'authorized' };
        const create = new CreateSpace({ ...at, access: 'authorize' });
        expect(await endOf(juliet, create)).toBe('not-acceptable');
        const refused = ['service-unavailable', 'item-not-found', 'feature-not-implemented'];
        expect(refused).toContain(await endOf(juliet, new GetPendingSpaceSubscriptions(at)));
        const { juliet: their, romeo, at: space } = await open({});
        const jid = romeo.jid.bare;
        const letIn = new SetSpaceSubscription({ ...space, jid, subscription: 'subscribed' });
        expect(await endOf(their, letIn)).toBe('answered');
        return;
      }
      const { juliet, romeo, at, place } = await open({ access: 'authorize' });
      const jid = romeo.jid.bare;
      const asked = nextPacket(juliet, 'spacerequest');
      const pending = await romeo.request(new SubscribeToSpace(at));
      expect(pending.subscription).toBe('pending');
      expect((await asked).content).toMatchObject({ ...place, jid });
      expect(await endOf(romeo, new GetSpaceRooms(at))).not.toBe('answered');
      const again = nextPacket(juliet, 'spacerequest');
      again.catch(() => undefined);
      await juliet.request(new GetPendingSpaceSubscriptions(at));
      expect((await again).content).toMatchObject({ ...place, jid });
      const letIn = nextPacket(romeo, 'pubsubnode_subscription');
      await juliet.request(new SetSpaceSubscription({ ...at, jid, subscription: 'subscribed' }));
      expect((await letIn).content).toMatchObject({ ...place, subscription: 'subscribed' });
      expect(await endOf(romeo, new GetSpaceRooms(at))).toBe('answered');
      const putOut = nextPacket(romeo, 'pubsubnode_subscription');
      await juliet.request(new SetSpaceSubscription({ ...at, jid, subscription: 'none' }));
      expect((await putOut).content).toMatchObject({ ...place, subscription: 'none' });
      expect(await endOf(romeo, new GetSpaceRooms(at))).not.toBe('answered');
    });
  },
  { needs: ['pubsub'] },
);
