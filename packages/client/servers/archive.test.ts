import { afterEach, expect, it } from '@jest/globals';
import { mamVersions } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import {
  GetArchive,
  GetArchiveConfig,
  GetArchiveMetadata,
  PublishMessage,
  RequestDisco,
  SetArchiveConfig,
  disco,
  mam,
  message,
  presence,
  roster,
  type Packet,
} from '@xec/xec';

const COUNT = 1000;
type Archived = Packet<'mamresult'>['content'];

describeOnServers(
  'an archive',
  (server) => {
    const clients = openClients(server, { features: [roster, presence, disco, message, mam] });
    afterEach(() => clients.end());

    /** Two people, one of whom has written so often. */
    async function written(count: number) {
      const juliet = await clients.online('juliet');
      const romeo = await clients.online('romeo');
      const last = nextPacket(
        romeo,
        'message',
        ({ content }) => content.body === String(count - 1),
        30_000,
      );
      for (let from = 0; from < count; from += 50) {
        await Promise.all(
          Array.from({ length: Math.min(50, count - from) }, (_, index) =>
            juliet.request(
              new PublishMessage({ to: romeo.jid.toString(), body: String(from + index) }),
            ),
          ),
        );
      }
      await last;
      const came: Archived[] = [];
      juliet.packets.subscribe('mamresult', ({ content }) => came.push(content));
      return { juliet, romeo, came };
    }

    const bodies = (came: readonly Archived[]) => came.map(({ message: { body } }) => Number(body));
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

    it('of 1,000 messages comes whole, page after page, each message once', async () => {
      const { juliet, romeo, came } = await written(COUNT);
      const done = await juliet.request(
        new GetArchive({ filter: { with: romeo.jid.bare }, page: { max: 50 }, all: true }),
        { timeoutMs: 60_000 },
      );
      expect(done).toMatchObject({ archive: juliet.jid.bare, isComplete: true, received: COUNT });
      expect(bodies(came)).toEqual(upTo(COUNT));
      expect(new Set(came.map(({ id }) => id)).size).toBe(COUNT);
      expect(came[0]).toMatchObject({
        archive: juliet.jid.bare,
        message: { from: juliet.jid.toString(), to: romeo.jid.toString(), type: 'chat' },
        delay: { stamp: expect.stringMatching(/Z$/) as unknown },
      });
    }, 120_000);

    it('is read in every protocol that it announces', async () => {
      const { juliet, romeo, came } = await written(12);
      const { features } = await juliet.request(new RequestDisco({ jid: juliet.jid.bare }));
      const versions = mamVersions.filter((version) => features.includes(version));
      // Of the three servers, it is the one that goes back to the first.
      expect(versions.includes('urn:xmpp:mam:0')).toBe(server().name === 'ejabberd');
      for (const version of versions) {
        came.length = 0;
        const filter = { with: romeo.jid.bare };
        const asked = new GetArchive({ version, filter, page: { max: 5 }, all: true });
        expect(await juliet.request(asked)).toMatchObject({ isComplete: true, received: 12 });
        expect(bodies(came)).toEqual(upTo(12));
      }
    });

    it('comes backwards too, and in part', async () => {
      const { juliet, romeo, came } = await written(30);
      const filter = { with: romeo.jid.bare };
      await juliet.request(new GetArchive({ filter, page: { max: 10, before: '' }, all: true }));
      const pages = [upTo(30).slice(20), upTo(30).slice(10, 20), upTo(30).slice(0, 10)];
      expect(bodies(came)).toEqual(pages.flat());
      const third = came[22]?.id ?? '';
      came.length = 0;
      const one = await juliet.request(new GetArchive({ filter, page: { max: 4, after: third } }));
      expect(one).toMatchObject({ isComplete: false, received: 4 });
      expect(bodies(came)).toEqual([3, 4, 5, 6]);
      const nobody = new GetArchive({ filter: { with: 'nobody@nowhere.example' }, all: true });
      expect(await juliet.request(nobody)).toMatchObject({ isComplete: true, received: 0 });
    });

    it('sends the newest first, where it is extended', async () => {
      const { juliet, romeo, came } = await written(3);
      const { features } = await juliet.request(new RequestDisco({ jid: juliet.jid.bare }));
      const filter = { with: romeo.jid.bare };
      const flipped = juliet.request(new GetArchive({ filter, isFlipped: true }));
      if (!features.includes('urn:xmpp:mam:2#extended')) {
        expect(server().name).toBe('ejabberd'); // 23.01 does not announce it
        await expect(flipped).rejects.toThrow('#extended');
        return;
      }
      await flipped;
      expect(bodies(came)).toEqual([2, 1, 0]);
      const ids = [came[0]?.id ?? '', came[2]?.id ?? ''];
      came.length = 0;
      await juliet.request(new GetArchive({ filter: { ids } }));
      expect(bodies(came)).toEqual([0, 2]);
      const { start, end } = await juliet.request(new GetArchiveMetadata({}));
      expect([end?.id, start?.id]).toEqual(ids);
    });

    it('keeps what it is told to keep', async () => {
      const juliet = await clients.online('juliet');
      expect(await juliet.request(new GetArchiveConfig())).toMatchObject({ default: 'always' });
      const wanted = { default: 'never', always: ['romeo@montague.example'], never: [] } as const;
      expect(await juliet.request(new SetArchiveConfig(wanted))).toEqual(wanted);
      expect(await juliet.request(new GetArchiveConfig())).toEqual(wanted);
    });

    it('says so where there is no such message', async () => {
      const juliet = await clients.online('juliet');
      const page = { after: 'no-such-id' };
      const asked = juliet.request(new GetArchive({ page })).then(
        ({ received }) => received,
        (error: unknown) => error,
      );
      // ejabberd takes any id for a time.
      if (server().name === 'ejabberd') expect(await asked).toBe(0);
      else expect(await asked).toMatchObject({ condition: 'item-not-found' });
    });
  },
  { needs: ['archive'] },
);
