import { afterEach, describe, expect, it } from '@jest/globals';
import { omemoVersions, type OmemoBundle, type OmemoVersion } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openReaders } from '@xec/testing';
import {
  AnnounceBundle,
  CleanDevicesList,
  DeleteBundle,
  GetBundle,
  GetDevicesList,
  PublishMessage,
  SetDevicesList,
  allFeatures,
  openMessage,
  sealMessage,
  type ActionError,
  type OmemoProvider,
} from '@xec/xec';

const bundleOf = (version: OmemoVersion, id: number): OmemoBundle => ({
  version,
  identityKey: btoa(`identity of ${String(id)}`),
  signedPreKey: { id: 1, key: 'c2lnbmVk', signature: 'c2lnbmF0dXJl' },
  preKeys: Array.from({ length: 100 }, (_, at) => ({ id: at + 1, key: btoa(`key ${String(at)}`) })),
});

/** A device without any cryptography: it turns texts round. */
const toy = (version: OmemoVersion, device: number): OmemoProvider => ({
  version,
  device,
  encrypt: (text = '', recipients) =>
    Promise.resolve({
      version,
      device,
      keys: recipients.map(({ jid, device: id, bundle }) => ({
        ...(version === '2' && { jid }),
        device: id,
        data: bundle?.identityKey ?? 'a2V5',
      })),
      ...(version === 'legacy' && { iv: 'aXY=' }),
      payload: btoa([...text].reverse().join('')),
    }),
  decrypt: ({ payload = '' }) => Promise.resolve([...atob(payload)].reverse().join('')),
});

describeOnServers('OMEMO', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  describe.each(omemoVersions)('version %s', (version) => {
    it('devices are told to a contact, with their keys, and a message reaches one', async () => {
      const { juliet, romeo } = await openReaders(clients);
      const from = juliet.jid.bare;
      for (const device of [11, 12]) {
        await juliet.request(new AnnounceBundle({ device, bundle: bundleOf(version, device) }));
      }
      const heard = nextPacket(romeo, 'omemodevices', (packet) => packet.from === from);
      const devices = [{ id: 11 }, { id: 12 }];
      await juliet.request(new SetDevicesList({ version, devices }));
      expect((await heard).content).toEqual({ from, id: 'current', content: { version, devices } });

      const came: number[] = [];
      const last = nextPacket(romeo, 'omemo_getbundle_last');
      const undo = romeo.packets.subscribe('omemo_getbundle_handle', ({ content }) => {
        expect(content.bundle).toEqual(bundleOf(version, content.device));
        came.push(content.device);
      });
      const list = await romeo.request(
        new GetDevicesList({ to: from, version, withBundles: true }),
      );
      expect(list.devices).toEqual(devices);
      expect((await last).content).toEqual({ from, version });
      undo();
      expect(came.sort()).toEqual([11, 12]);

      const text = 'O Romeo, Romeo!';
      const recipients = [{ jid: from, device: 11, bundle: bundleOf(version, 11) }];
      const own = romeo.jid.bare;
      const sealed = await sealMessage(toy(version, 21), { to: from, from: own, text, recipients });
      const arrived = nextPacket(juliet, 'message');
      await romeo.request(new PublishMessage(sealed));
      const { content } = await arrived;
      expect(content.body).toBeUndefined();
      const who = { account: from, sender: own, now: new Date() };
      expect(await openMessage(toy(version, 11), content, who)).toEqual({ kind: 'text', text });
      expect(await openMessage(toy(version, 12), content, who)).toEqual({ kind: 'not-for-us' });
    });

    it('strangers may read them', async () => {
      const juliet = await clients.online('juliet');
      const stranger = await clients.online('mallory');
      const bundle = bundleOf(version, 11);
      await juliet.request(new AnnounceBundle({ device: 11, bundle }));
      await juliet.request(new SetDevicesList({ version, devices: [{ id: 11 }] }));
      const to = juliet.jid.bare;
      const list = await stranger.request(new GetDevicesList({ to, version }));
      expect(list.devices).toEqual([{ id: 11 }]);
      const got = await stranger.request(new GetBundle({ to, version, device: 11 }));
      expect(got.bundle).toEqual(bundle);
    });

    it('a list is cleaned of devices without keys, and loses the last one', async () => {
      const juliet = await clients.online('juliet');
      for (const device of [11, 12]) {
        await juliet.request(new AnnounceBundle({ device, bundle: bundleOf(version, device) }));
      }
      const devices = [{ id: 11 }, { id: 12 }, { id: 13 }];
      await juliet.request(new SetDevicesList({ version, devices }));
      await juliet.request(new DeleteBundle({ version, device: 11 }));
      const set = nextPacket(juliet, 'omemo_setdeviceslist_handle');
      const cleaned = await juliet.request(new CleanDevicesList({ version }));
      expect(cleaned).toEqual({ version, devices: [{ id: 12 }], removed: [11, 13] });
      await set;
      const now = await juliet.request(new GetDevicesList({ version }));
      expect(now.devices).toEqual([{ id: 12 }]);
      const gone: Promise<unknown> = juliet.request(new GetBundle({ version, device: 11 }));
      const condition = await gone.catch((error: unknown) => (error as ActionError).condition);
      // An account without the node, or a node without the item.
      expect(['item-not-found', 'malformed-reply']).toContain(condition);
    });

    it('a device comes back into the list', async () => {
      const juliet = await clients.online('juliet');
      const bundle = bundleOf(version, 11);
      await juliet.request(new AnnounceBundle({ device: 11, bundle }));
      await juliet.request(new SetDevicesList({ version, devices: [{ id: 11 }] }));
      const elsewhere = await clients.another(juliet);
      const back = nextPacket(juliet, 'omemodevices', ({ content }) =>
        [11, 12].every((each) => content.content.devices.some(({ id }) => id === each)),
      );
      await elsewhere.request(new SetDevicesList({ version, devices: [{ id: 12 }] }));
      expect((await back).content.from).toBe(juliet.jid.bare);
    });
  });
});
