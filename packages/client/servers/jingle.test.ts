import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from '@jest/globals';
import type { Client } from '@xec/client';
import { bareRtpDescription, readSdp, readSdpCandidates } from '@xec/stanza';
import { describeOnServers, fixtureJson, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  AcceptCall,
  AcceptContent,
  AcceptSession,
  AddContent,
  FinishCall,
  InitiateSession,
  ModifyContent,
  MuteSession,
  ProceedCall,
  ProposeCall,
  RejectCall,
  RejectContent,
  RemoveContent,
  RetractCall,
  RingCall,
  SendSessionInfo,
  SendTransportInfo,
  TerminateSession,
  UnmuteSession,
  carbons,
  jingle,
  message,
  presence,
  roster,
} from '@xec/xec';

const sdp = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/jingle/${name}.sdp`, import.meta.url), 'utf8');
const { candidates } = fixtureJson<{ candidates: { candidate: string; sdpMid: string }[] }>(
  'jingle/chromium-candidates',
);
const offer = readSdp(sdp('chromium-offer'), { by: 'initiator' });
const answer = readSdp(sdp('chromium-answer'), { by: 'responder' });
const descriptions = [bareRtpDescription('audio'), bareRtpDescription('video')];

describeOnServers('calls', (server) => {
  const clients = openClients(server, { features: [roster, presence, message, carbons, jingle] });
  afterEach(() => clients.end());

  /** One more client of the account, to which the server gives messages already. */
  const another = async (client: Client): Promise<Client> => {
    const other = await clients.another(client);
    await nextPacket(other, 'presence', ({ content }) => content.jid === other.jid.toString());
    return other;
  };

  it('are proposed, taken, changed and ended', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const tablet = await another(juliet);
    const [romeos, julias] = [romeo.jid.toString(), juliet.jid.toString()];
    const sid = crypto.randomUUID();

    const rings = [nextPacket(juliet, 'jinglepropose'), nextPacket(tablet, 'jinglepropose')];
    await romeo.request(new ProposeCall({ to: juliet.jid.bare, sid, descriptions }));
    for (const { content } of await Promise.all(rings)) {
      expect(content).toMatchObject({ sid, peer: romeos, media: ['audio', 'video'] });
    }
    const ringing = nextPacket(romeo, 'jingleringing');
    await juliet.request(new RingCall({ to: romeos, sid }));
    expect((await ringing).content).toEqual({ sid, peer: julias });

    const taken = nextPacket(romeo, 'jingleproceed');
    const takenElsewhere = nextPacket(tablet, 'jingleaccept');
    await juliet.request(new ProceedCall({ to: romeos, sid }));
    expect((await taken).content).toEqual({ sid, peer: julias });
    expect((await takenElsewhere).content).toEqual({ sid, from: julias, peer: romeo.jid.bare });

    const begun = nextPacket(juliet, 'jingle_sessioninitiate');
    await romeo.request(new InitiateSession({ to: julias, sid, ...offer }));
    expect((await begun).content).toEqual({ sid, peer: romeos, ...offer });
    const found = nextPacket(juliet, 'jingle_transportinfo');
    const contents = readSdpCandidates(candidates, sdp('chromium-offer'));
    await romeo.request(new SendTransportInfo({ to: julias, sid, contents }));
    expect((await found).content.contents).toEqual(contents);
    const told = nextPacket(romeo, 'jingle_sessioninfo');
    await juliet.request(new SendSessionInfo({ to: romeos, sid, type: 'ringing' }));
    expect((await told).content).toMatchObject({ sid, type: 'ringing' });
    const accepted = nextPacket(romeo, 'jingle_sessionaccept');
    await juliet.request(new AcceptSession({ to: romeos, sid, ...answer }));
    expect((await accepted).content).toEqual({ sid, peer: julias, ...answer });

    const muted = nextPacket(juliet, 'jingle_sessionmute');
    await romeo.request(new MuteSession({ to: julias, sid, name: '0' }));
    expect((await muted).content).toMatchObject({ sid, name: '0', creator: 'initiator' });
    const unmuted = nextPacket(juliet, 'jingle_sessionunmute');
    await romeo.request(new UnmuteSession({ to: julias, sid, name: '0' }));
    expect((await unmuted).content).toMatchObject({ sid, name: '0', creator: 'initiator' });
    const [first] = offer.contents;
    const screen = { ...first, creator: 'responder', name: 'screen' } as const;
    const added = nextPacket(romeo, 'jingle_contentadd');
    await juliet.request(new AddContent({ to: romeos, sid, contents: [screen] }));
    expect((await added).content.contents).toEqual([screen]);
    const agreed = nextPacket(juliet, 'jingle_contentaccept');
    await romeo.request(new AcceptContent({ to: julias, sid, contents: [screen] }));
    expect((await agreed).content.contents).toEqual([screen]);
    const named = { creator: 'responder', name: 'screen' } as const;
    const changed = nextPacket(romeo, 'jingle_contentmodify');
    const contentsNow = [{ ...named, senders: 'responder' as const }];
    await juliet.request(new ModifyContent({ to: romeos, sid, contents: contentsNow }));
    expect((await changed).content.contents).toEqual(contentsNow);
    const removed = nextPacket(romeo, 'jingle_contentremove');
    await juliet.request(new RemoveContent({ to: romeos, sid, contents: [named] }));
    expect((await removed).content.contents).toEqual([named]);

    const unwanted = nextPacket(romeo, 'jingle_contentadd');
    await juliet.request(new AddContent({ to: romeos, sid, contents: [screen] }));
    await unwanted;
    const refused = nextPacket(juliet, 'jingle_contentreject');
    await romeo.request(new RejectContent({ to: julias, sid, contents: [named] }));
    expect((await refused).content.contents).toEqual([named]);

    const reason = { condition: 'success', text: 'Parting is such sweet sorrow' } as const;
    const ended = nextPacket(juliet, 'jingle_sessionterminate');
    await romeo.request(new TerminateSession({ to: julias, sid, reason }));
    expect((await ended).content).toEqual({ sid, peer: romeos, reason });
    const over = nextPacket(juliet, 'jinglefinish');
    const overElsewhere = nextPacket(tablet, 'jinglefinish');
    await romeo.request(new FinishCall({ to: julias, sid, reason }));
    for (const { content } of await Promise.all([over, overElsewhere])) {
      expect(content).toEqual({ sid, peer: romeos, by: 'peer', reason });
    }
    await expect(juliet.request(new TerminateSession({ to: romeos, sid }))).rejects.toMatchObject({
      condition: 'item-not-found',
    });
  });

  it('are told to be taken where a client has no carbons', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const tablet = await another(juliet);
    const sid = crypto.randomUUID();
    const rings = [nextPacket(juliet, 'jinglepropose'), nextPacket(tablet, 'jinglepropose')];
    await romeo.request(new ProposeCall({ to: juliet.jid.bare, sid, descriptions }));
    await Promise.all(rings);
    const quiet = nextPacket(tablet, 'jingleaccept');
    await juliet.request(new AcceptCall({ sid }));
    expect((await quiet).content).toMatchObject({ sid, from: juliet.jid.toString() });
  });

  it('are declined by any client of the account, and taken back', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const tablet = await another(juliet);
    const sid = crypto.randomUUID();
    const rings = [nextPacket(juliet, 'jinglepropose'), nextPacket(tablet, 'jinglepropose')];
    await romeo.request(new ProposeCall({ to: juliet.jid.bare, sid, descriptions }));
    await Promise.all(rings);
    const reason = { condition: 'busy' } as const;
    const declined = nextPacket(romeo, 'jinglereject');
    const quiet = nextPacket(juliet, 'jinglereject');
    await tablet.request(new RejectCall({ to: romeo.jid.toString(), sid, reason }));
    expect((await declined).content).toMatchObject({ sid, by: 'peer', reason });
    expect((await quiet).content).toMatchObject({ sid, by: 'self', reason });

    const again = crypto.randomUUID();
    const back = [nextPacket(juliet, 'jingleretract'), nextPacket(tablet, 'jingleretract')];
    await romeo.request(new ProposeCall({ to: juliet.jid.bare, sid: again, descriptions }));
    await romeo.request(new RetractCall({ to: juliet.jid.bare, sid: again }));
    for (const { content } of await Promise.all(back)) {
      expect(content).toMatchObject({ sid: again, by: 'peer' });
    }
  });

  it('of strangers begin when their proposal was taken, and not before', async () => {
    const [juliet, romeo] = [await clients.online('juliet'), await clients.online('romeo')];
    const sid = crypto.randomUUID();
    const session = () => new InitiateSession({ to: juliet.jid.toString(), sid, ...offer });
    await expect(romeo.request(session())).rejects.toMatchObject({
      condition: 'service-unavailable',
    });
    const rings = nextPacket(juliet, 'jinglepropose');
    await romeo.request(new ProposeCall({ to: juliet.jid.bare, sid, descriptions }));
    await rings;
    const taken = nextPacket(romeo, 'jingleproceed');
    await juliet.request(new ProceedCall({ to: romeo.jid.toString(), sid }));
    await taken;
    await expect(romeo.request(session())).resolves.toMatchObject({ sid });
  });
});
