import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  GetLastActivity,
  GetTime,
  GetVcard,
  GetVersion,
  ItemsDisco,
  RequestDisco,
  SetVcard,
  VerifyCaps,
  caps,
  capsOf,
  disco,
  entityTime,
  lastActivity,
  ping,
  presence,
  roster,
  vcard,
  version,
} from '@xec/xec';

const features = [roster, presence, disco, caps, vcard, version, entityTime, lastActivity, ping];

describeOnServers('what entities tell about themselves', (server) => {
  const clients = openClients(server, { features });
  afterEach(() => clients.end());

  it('is asked by disco, of the server and of each other', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const { domain } = server();
    const ofServer = await juliet.request(new RequestDisco({ jid: domain }));
    expect(ofServer.identities).toContainEqual(
      expect.objectContaining({ category: 'server', type: 'im' }),
    );
    expect(ofServer.features).toContain('http://jabber.org/protocol/disco#info');

    const ofRomeo = await juliet.request(new RequestDisco({ jid: romeo.jid.toString() }));
    expect(ofRomeo.identities).toMatchObject([{ category: 'client', type: 'pc', name: 'Xec' }]);
    expect([...ofRomeo.features]).toEqual(
      expect.arrayContaining(['urn:xmpp:ping', 'jabber:iq:version', 'urn:xmpp:time']),
    );
    expect((await juliet.request(new ItemsDisco({ jid: romeo.jid.toString() }))).items).toEqual([]);
    await expect(
      juliet.request(new RequestDisco({ jid: romeo.jid.toString(), node: 'urn:no:such:node' })),
    ).rejects.toMatchObject({ condition: 'item-not-found' });
  });

  it('comes with the presence, and is verified', async () => {
    const juliet = await clients.online('juliet');
    const verified = nextPacket(
      juliet,
      'caps',
      ({ content }) => content.jid !== juliet.jid.toString(),
    );
    // Another kind of software, which has to be asked, by the hash of XEP-0390.
    const identities = [{ category: 'client', type: 'phone', name: 'Xec & <c/>', lang: 'cs' }];
    const elsewhere = await clients.another(juliet, { features: [presence, ping], identities });
    const { content } = await verified;
    const jid = elsewhere.jid.toString();
    expect(content).toMatchObject({ jid, node: 'urn:xmpp:caps', hash: 'sha-256', identities });
    expect(content.features).toEqual(elsewhere.registry.advertised.features);

    const named = capsOf(elsewhere.registry.advertised);
    expect(await juliet.request(new VerifyCaps({ jid, ...named }))).toMatchObject({
      isVerified: false, // a < in the name: the text of XEP-0115 does not tell it from a separator
      doubt: 'ill-formed',
    });
    const own = capsOf(juliet.registry.advertised);
    const self = juliet.jid.toString();
    const verifiedByString = await juliet.request(new VerifyCaps({ jid: self, ...own }));
    expect(verifiedByString).toMatchObject({ isVerified: true, hash: 'sha-1' });
  });

  it('is a vCard; a change keeps what we do not know in it', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const rest = ["<X-BALCONY xmlns='vcard-temp'>yes</X-BALCONY>"];
    await juliet.request(new SetVcard({ vcard: { fn: 'Juliet Capulet', nickname: 'Jule', rest } }));
    const { vcard } = await juliet.request(new GetVcard({}));
    await juliet.request(new SetVcard({ vcard: { ...vcard, nickname: 'Julie' } }));

    const seen = await romeo.request(new GetVcard({ to: juliet.jid.bare }));
    expect(seen.jid).toBe(juliet.jid.bare);
    expect(seen.vcard).toMatchObject({ fn: 'Juliet Capulet', nickname: 'Julie' });
    // Prosody 0.12 keeps vCards in another format, which has no place for it.
    const keepsAll = server().name !== 'prosody';
    expect(JSON.stringify(seen.vcard.rest ?? []).includes('X-BALCONY')).toBe(keepsAll);
  });

  it('is software, time and activity', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const jid = romeo.jid.toString();
    expect(await juliet.request(new GetVersion({ jid }))).toMatchObject({ jid, name: 'Xec' });
    const { utc } = await juliet.request(new GetTime({ jid }));
    expect(Math.abs(Date.parse(utc) - Date.now())).toBeLessThan(60_000);
    expect(await juliet.request(new GetLastActivity({ jid }))).toEqual({ jid, seconds: 0 });
    const ofServer = await juliet.request(new GetVersion({ jid: server().domain }));
    expect(ofServer.name).not.toBe('');
  });

  it('stays unsaid to strangers where it tells of a person', async () => {
    const juliet = await clients.online('juliet');
    const stranger = await clients.online('mallory');
    const jid = juliet.jid.toString();
    for (const question of [new GetTime({ jid }), new GetLastActivity({ jid })]) {
      await expect(stranger.request(question)).rejects.toMatchObject({ type: 'cancel' });
    }
  });
});
