import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  AddRosterItem,
  AllowSubscription,
  DenySubscription,
  GetRoster,
  RemoveRosterItem,
  SetAway,
  SetChat,
  SetDnd,
  SetXa,
  SubscribeToPresence,
  UnsubscribeFromPresence,
  UpdateRosterItem,
  presence,
  roster,
  type Packet,
} from '@xec/xec';

describeOnServers('roster', (server) => {
  const clients = openClients(server, { features: [roster, presence] });
  afterEach(() => clients.end());

  it('adds, changes and removes a contact, and tells the other resource', async () => {
    const here = await clients.make('juliet');
    const first = nextPacket(here, 'roster_getlist_handle');
    await here.connect();
    expect((await first).content.items).toEqual([]);

    const loaded = await clients.another(here);
    await nextPacket(loaded, 'presence', ({ content }) => content.jid === loaded.jid.toString());

    const jid = `romeo@${server().domain}`;
    const added = nextPacket(loaded, 'roster', ({ content }) => content.item.jid === jid);
    await here.request(new AddRosterItem({ jid, name: 'Romeo', groups: ['Friends', 'Verona'] }));
    const { item } = (await added).content;
    expect(item).toMatchObject({ jid, name: 'Romeo', subscription: 'none' });
    expect([...item.groups].sort()).toEqual(['Friends', 'Verona']);

    const changed = nextPacket(loaded, 'roster');
    await here.request(new UpdateRosterItem({ jid, name: 'Montague' }));
    expect((await changed).content.item).toMatchObject({ jid, name: 'Montague' });

    const { items } = await here.request(new GetRoster());
    expect(items).toMatchObject([{ jid, name: 'Montague' }]);

    const removed = nextPacket(loaded, 'roster');
    await expect(here.request(new RemoveRosterItem({ jid }))).resolves.toEqual({ jid });
    expect((await removed).content.item).toMatchObject({ jid, subscription: 'remove' });
    expect((await here.request(new GetRoster())).items).toEqual([]);
  });

  it('says so when a contact that is not there is removed', async () => {
    const juliet = await clients.online('juliet');
    const gone = new RemoveRosterItem({ jid: `nobody@${server().domain}` });
    const outcome = juliet.request(gone);
    // ejabberd takes the wish for the deed (RFC 6121 section 2.5.3 wants item-not-found).
    if (server().name === 'ejabberd') await outcome;
    else await expect(outcome).rejects.toMatchObject({ condition: 'item-not-found' });
  });

  it('shakes hands: each sees the other come and go', async () => {
    const juliet = await clients.online('juliet');
    const romeo = await clients.online('romeo');

    const asked = nextPacket(juliet, 'subscribe');
    await romeo.request(new SubscribeToPresence({ to: juliet.jid.bare, status: 'It is I' }));
    expect((await asked).content).toMatchObject({ jid: romeo.jid.bare });

    const seenByRomeo = nextPacket(
      romeo,
      'presence',
      ({ content }) => content.jid === juliet.jid.toString() && content.type === 'available',
    );
    await juliet.request(new AllowSubscription({ to: romeo.jid.bare }));
    await seenByRomeo;

    const askedBack = nextPacket(romeo, 'subscribe');
    await juliet.request(new SubscribeToPresence({ to: romeo.jid.bare }));
    await askedBack;
    const seenByJuliet = nextPacket(
      juliet,
      'presence',
      ({ content }) => content.jid === romeo.jid.toString() && content.type === 'available',
    );
    const both = nextPacket(
      juliet,
      'roster',
      ({ content }) => content.item.subscription === 'both',
    );
    await romeo.request(new AllowSubscription({ to: juliet.jid.bare }));
    await seenByJuliet;
    expect((await both).content.item.jid).toBe(romeo.jid.bare);

    const gone = nextPacket(juliet, 'presence', ({ content }) => content.type === 'unavailable');
    await romeo.disconnect();
    expect((await gone).content.jid).toBe(romeo.jid.toString());
  });

  it('asks for the roster with the version it knows when the stream is a new one', async () => {
    const juliet = await clients.online('juliet', { backoff: { baseMs: 20 } });
    const jid = `romeo@${server().domain}`;
    const pushed = nextPacket(juliet, 'roster');
    await juliet.request(new AddRosterItem({ jid }));
    await pushed;
    const again = nextPacket(juliet, 'roster_getlist_handle');
    await juliet.disconnect();
    await juliet.connect();
    expect((await again).content.items).toMatchObject([{ jid }]);
  });

  it('tells friends how one is there, until they are friends no more', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const [julias, romeos] = [juliet.jid.bare, romeo.jid.bare];
    for (const [show, action] of [
      ['away', new SetAway({})],
      ['chat', new SetChat({})],
      ['dnd', new SetDnd({ status: 'Not now' })],
      ['xa', new SetXa({})],
    ] as const) {
      const seen = nextPacket(romeo, 'presence', ({ content }) => content.show === show);
      await juliet.request(action);
      expect((await seen).content.jid).toBe(juliet.jid.toString());
    }
    const isNow = (subscription: string) => (packet: Packet<'roster'>) =>
      packet.content.item.subscription === subscription;
    const left = [
      nextPacket(juliet, 'roster', isNow('from')),
      nextPacket(romeo, 'roster', isNow('to')),
    ];
    await juliet.request(new UnsubscribeFromPresence({ to: romeos }));
    await Promise.all(left);
    const alone = [
      nextPacket(juliet, 'roster', isNow('none')),
      nextPacket(romeo, 'roster', isNow('none')),
    ];
    await juliet.request(new DenySubscription({ to: romeos }));
    for (const { content } of await Promise.all(alone)) {
      expect([julias, romeos]).toContain(content.item.jid);
    }
  });
});
