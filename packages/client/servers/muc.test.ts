import { afterEach, describe, expect, it } from '@jest/globals';
import { submitForm } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import type { Client } from '@xec/client';
import {
  AnswerVoice,
  ChangeAffiliation,
  ChangeNick,
  CreateChannel,
  CreateGroupChat,
  CreateMujiRoom,
  DeclineInvitation,
  DestroyRoom,
  DiscoRoom,
  GetArchive,
  GetConfig,
  GetMembers,
  GetVcard,
  InviteToRoom,
  JoinRoom,
  PingRoom,
  PublishMessage,
  RequestVoice,
  SetConfig,
  SetMuji,
  SetRole,
  SetRoomAvatar,
  SetSubject,
  SetUnavailable,
  allFeatures,
  type ActionError,
  type Packet,
} from '@xec/xec';

let count = 0;

describeOnServers(
  'rooms',
  (server) => {
    const clients = openClients(server, { features: allFeatures });
    afterEach(() => clients.end());

    const newRoom = (): string => {
      count += 1;
      return `garden-${String(process.pid)}-${String(count)}@conference.${server().domain}`;
    };
    /** Juliet's new room, open to all, with her in it. */
    const openGarden = async (): Promise<{ juliet: Client; room: string }> => {
      const juliet = await clients.online('juliet');
      const room = newRoom();
      await juliet.request(new JoinRoom({ room, nick: 'Juliet' }));
      await juliet.request(new CreateChannel({ room, name: 'The garden' }));
      return { juliet, room };
    };
    /** Somebody else comes, and Juliet has seen it. */
    const enter = async (juliet: Client, room: string, nick: string): Promise<Client> => {
      const other = await clients.online(nick.toLowerCase());
      const seen = occupant(juliet, nick);
      await other.request(new JoinRoom({ room, nick }));
      await seen;
      return other;
    };
    const occupant = (
      client: Client,
      nick: string,
      isWanted: (content: Packet<'mucuser'>['content']) => boolean = () => true,
    ) =>
      nextPacket(
        client,
        'mucuser',
        ({ content }) => content.nick === nick && isWanted(content),
      ).then(({ content }) => content);
    const refusal = (request: Promise<unknown>): Promise<ActionError> =>
      request.then(
        () => {
          throw new Error('expected a refusal');
        },
        (error: unknown) => error as ActionError,
      );

    /** The condition with which a message is refused, before or after it was acknowledged. */
    const lateRefusal = async (client: Client, action: PublishMessage | SetSubject) => {
      const late = nextPacket(client, 'message_error').then(({ content }) => content.condition);
      const early = client.request(action).then(
        () => late,
        (error: unknown) => (error as ActionError).condition,
      );
      late.catch(() => undefined);
      return early;
    };

    describe('making one', () => {
      it('tells that it is new, and others stay outside until it is configured', async () => {
        const juliet = await clients.online('juliet');
        const room = newRoom();
        const created = nextPacket(juliet, 'presence_muc_create_handle');
        const me = await juliet.request(new JoinRoom({ room, nick: 'Juliet' }));
        expect(me).toMatchObject({ room, nick: 'Juliet', affiliation: 'owner', isCreated: true });
        expect((await created).content).toEqual(me);
        await juliet.request(new CreateChannel({ room, name: 'A & B <c>' }));
        const info = await juliet.request(new DiscoRoom({ room }));
        expect(info).toMatchObject({ name: 'A & B <c>' });
        expect(info.features).toEqual(
          expect.arrayContaining(['muc_persistent', 'muc_public', 'muc_open', 'muc_semianonymous']),
        );
        const romeo = await clients.online('romeo');
        const him = await romeo.request(new JoinRoom({ room, nick: 'Romeo' }));
        expect(him).toMatchObject({ affiliation: 'none', role: 'participant' });
        expect(him).not.toHaveProperty('isCreated');
      });

      it('as a group chat lets members in, and nobody else', async () => {
        const juliet = await clients.online('juliet');
        const room = newRoom();
        await juliet.request(new JoinRoom({ room, nick: 'Juliet' }));
        await juliet.request(new CreateGroupChat({ room, name: 'Two' }));
        const { features } = await juliet.request(new DiscoRoom({ room }));
        expect(features).toEqual(
          expect.arrayContaining(['muc_hidden', 'muc_membersonly', 'muc_nonanonymous']),
        );
        const romeo = await clients.online('romeo');
        const refused = nextPacket(romeo, 'presence_muc_errorregistrationrequired');
        const join = new JoinRoom({ room, nick: 'Romeo' });
        expect(await refusal(romeo.request(join))).toMatchObject({
          condition: 'registration-required',
        });
        expect((await refused).content).toMatchObject({ room, nick: 'Romeo' });
        const jid = romeo.jid.bare;
        await juliet.request(new ChangeAffiliation({ room, jid, affiliation: 'member' }));
        expect(await romeo.request(join)).toMatchObject({ affiliation: 'member' });
        expect(await juliet.request(new GetMembers({ room, affiliation: 'member' }))).toMatchObject(
          {
            members: [{ jid, affiliation: 'member' }],
          },
        );
      });

      it('for a call leaves nothing behind', async () => {
        const juliet = await clients.online('juliet');
        const room = newRoom();
        await juliet.request(new JoinRoom({ room, nick: 'Juliet' }));
        await juliet.request(new CreateMujiRoom({ room }));
        const { features } = await juliet.request(new DiscoRoom({ room }));
        expect(features).toEqual(expect.arrayContaining(['muc_temporary', 'muc_hidden']));
        const gone = occupant(juliet, 'Juliet', ({ type }) => type === 'unavailable');
        await juliet.request(new SetUnavailable({ to: room }));
        await gone;
        expect(await refusal(juliet.request(new DiscoRoom({ room })))).toMatchObject({
          condition: 'item-not-found',
        });
      });

      it('has its owner wear a hat, where the service gives hats', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await clients.online('romeo');
        const seen = occupant(romeo, 'Juliet');
        await romeo.request(new JoinRoom({ room, nick: 'Romeo' }));
        // Neither Prosody 0.12 nor ejabberd 23.01 gives any by itself.
        const hats = [{ uri: 'https://xec.example/hats#owner', title: 'Owner' }];
        expect((await seen).hats).toEqual(server().name === 'devserver' ? hats : undefined);
        const lost = occupant(romeo, 'Juliet', ({ affiliation }) => affiliation === 'admin');
        await juliet.request(
          new ChangeAffiliation({ room, jid: romeo.jid.bare, affiliation: 'owner' }),
        );
        await romeo.request(
          new ChangeAffiliation({ room, jid: juliet.jid.bare, affiliation: 'admin' }),
        );
        expect((await lost).hats).toBeUndefined();
      });

      it('its form goes back whole, with what was changed', async () => {
        const { juliet, room } = await openGarden();
        const { form } = await juliet.request(new GetConfig({ room }));
        const notice = nextPacket(juliet, 'muc_event_message');
        await juliet.request(
          new SetConfig({
            room,
            form: submitForm(form, {
              'muc#roomconfig_roomdesc': 'Hier wächst was',
              'muc#roomconfig_whois': 'anyone',
            }),
          }),
        );
        expect((await notice).content).toMatchObject({
          room,
          codes: expect.arrayContaining([104]),
        });
        expect(await juliet.request(new DiscoRoom({ room }))).toMatchObject({
          name: 'The garden',
          description: 'Hier wächst was',
        });
        const again = await juliet.request(new GetConfig({ room }));
        const values = (fields: typeof form.fields) =>
          fields.map((field) => [field.var, 'values' in field ? field.values : field.value]);
        const changed = ['muc#roomconfig_roomdesc', 'muc#roomconfig_whois'];
        const rest = (fields: typeof form.fields) =>
          values(fields.filter((field) => !changed.includes(field.var ?? '')));
        expect(rest(again.form.fields)).toEqual(rest(form.fields));
        const stranger = await enter(juliet, room, 'Tybalt');
        for (const request of [new GetConfig({ room }), new DestroyRoom({ room })]) {
          expect(await refusal(stranger.request(request))).toMatchObject({
            condition: 'forbidden',
          });
        }
      });
    });

    describe('in one', () => {
      it('people see each other come, talk and go', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await enter(juliet, room, 'Romeo');
        const came = [juliet, romeo].map((client) => nextPacket(client, 'message'));
        const body = `O Romeo, Romeo! & <b>'"\u{1F319}`;
        const { id } = await juliet.request(
          new PublishMessage({ to: room, type: 'groupchat', body, originId: 'o-1' }),
        );
        for (const packet of came) {
          const { content } = await packet;
          expect(content).toMatchObject({
            ...{ id, from: `${room}/Juliet`, type: 'groupchat', nick: 'Juliet' },
            ...{ body, originId: 'o-1', stanzaIds: [{ by: room }] },
          });
        }
        const privately = nextPacket(juliet, 'message');
        await romeo.request(new PublishMessage({ to: `${room}/Juliet`, body: 'Psst' }));
        expect((await privately).content).toMatchObject({
          ...{ from: `${room}/Romeo`, type: 'chat', nick: 'Romeo', body: 'Psst' },
        });
        const gone = occupant(juliet, 'Romeo', ({ type }) => type === 'unavailable');
        await romeo.request(new SetUnavailable({ to: room }));
        expect(await gone).toMatchObject({ role: 'none' });
      });

      it('who comes later gets what was said, as much as they like', async () => {
        const { juliet, room } = await openGarden();
        for (const body of ['one', 'two', 'three']) {
          const heard = nextPacket(juliet, 'message');
          await juliet.request(new PublishMessage({ to: room, type: 'groupchat', body }));
          await heard;
        }
        const romeo = await clients.online('romeo');
        const bodies: unknown[] = [];
        romeo.packets.subscribe('message', ({ content }) => {
          bodies.push([content.body, content.delay !== undefined]);
        });
        const last = nextPacket(romeo, 'message', ({ content }) => content.body === 'three');
        await romeo.request(new JoinRoom({ room, nick: 'Romeo', history: { maxStanzas: 2 } }));
        await last;
        expect(bodies).toEqual([
          ['two', true],
          ['three', true],
        ]);
      });

      it('an occupant reads its archive, where it keeps one', async () => {
        const { juliet, room } = await openGarden();
        const said = ['one', 'two', 'three'];
        for (const body of said) {
          const heard = nextPacket(juliet, 'message');
          await juliet.request(new PublishMessage({ to: room, type: 'groupchat', body }));
          await heard;
        }
        const { features } = await juliet.request(new DiscoRoom({ room }));
        const came: (readonly unknown[])[] = [];
        juliet.packets.subscribe('mamresult', ({ content: { archive, message } }) => {
          came.push([archive, message.from, message.body]);
        });
        const query = new GetArchive({ archive: room, page: { max: 2 }, all: true });
        if (!features.includes('urn:xmpp:mam:2')) {
          // The rooms of ejabberd 23.01 keep one only where they are told to.
          expect(server().name).toBe('ejabberd');
          await expect(juliet.request(query)).rejects.toMatchObject({ name: 'StanzaError' });
          return;
        }
        expect(await juliet.request(query)).toMatchObject({ isComplete: true });
        const texts = came.filter(([, , body]) => body !== undefined);
        expect(texts).toEqual(said.map((body) => [room, `${room}/Juliet`, body]));
      });

      it('occupant ids are told where the room gives them, from the start where it was asked', async () => {
        const { juliet, room } = await openGarden();
        const { features } = await juliet.request(new DiscoRoom({ room }));
        const hasIds = features.includes('urn:xmpp:occupant-id:0');
        const romeo = await clients.online('romeo');
        await romeo.request(new DiscoRoom({ room }));
        const seen = occupant(romeo, 'Juliet');
        const me = await romeo.request(new JoinRoom({ room, nick: 'Romeo' }));
        expect([me.occupantId, (await seen).occupantId].map((id) => id !== undefined)).toEqual([
          hasIds,
          hasIds,
        ]);
        const heard = nextPacket(romeo, 'message');
        await romeo.request(new PublishMessage({ to: room, type: 'groupchat', body: 'Ay me' }));
        expect((await heard).content.occupantId).toBe(me.occupantId);
        // ejabberd 23.01 has none: it does not announce them, and gives none.
        expect(hasIds).toBe(server().name !== 'ejabberd');
      });

      it('the subject is for moderators to change, and for all to see', async () => {
        const { juliet, room } = await openGarden();
        const { form } = await juliet.request(new GetConfig({ room }));
        const filled = submitForm(form, { 'muc#roomconfig_changesubject': false });
        await juliet.request(new SetConfig({ room, form: filled }));
        const romeo = await enter(juliet, room, 'Romeo');
        const seen = nextPacket(romeo, 'subject', ({ content }) => content.subject !== '');
        await juliet.request(new SetSubject({ room, subject: 'Ça va & <b>' }));
        expect((await seen).content).toMatchObject({ nick: 'Juliet', subject: 'Ça va & <b>' });
        expect(await lateRefusal(romeo, new SetSubject({ room, subject: 'Mine' }))).toBe(
          'forbidden',
        );
        const taken = nextPacket(romeo, 'subject', ({ content }) => content.subject === '');
        await juliet.request(new SetSubject({ room, subject: '' }));
        await taken;
      });

      it('a nickname that somebody has is refused; another one is taken', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await clients.online('romeo');
        const refused = nextPacket(romeo, 'presence_muc_errorconflict');
        await refusal(romeo.request(new JoinRoom({ room, nick: 'Juliet' })));
        expect((await refused).content).toMatchObject({ room, nick: 'Juliet' });
        await romeo.request(new JoinRoom({ room, nick: 'Romeo' }));
        expect(
          await refusal(romeo.request(new ChangeNick({ room, nick: 'Juliet' }))),
        ).toMatchObject({
          condition: 'conflict',
        });
        const old = occupant(juliet, 'Romeo', ({ type }) => type === 'unavailable');
        const renamed = occupant(juliet, 'Montague');
        expect(await romeo.request(new ChangeNick({ room, nick: 'Montague' }))).toEqual({
          room,
          nick: 'Montague',
        });
        expect(await old).toMatchObject({ newNick: 'Montague', codes: [303] });
        expect(await renamed).toMatchObject({ type: 'available' });
        expect(await romeo.request(new PingRoom({ room }))).toEqual({ room });
      });

      it('one may ask whether one is still there', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await enter(juliet, room, 'Romeo');
        expect(await romeo.request(new PingRoom({ room }))).toEqual({ room });
        const other = await clients.online('benvolio');
        await expect(other.request(new PingRoom({ room }))).rejects.toThrow(/joined room/);
      });

      it('the room has a picture', async () => {
        const { juliet, room } = await openGarden();
        const photo = { type: 'image/png', binval: 'iVBORw0KGgo=' };
        const told = nextPacket(juliet, 'mucavatar', ({ content }) => content.hash !== undefined);
        told.catch(() => undefined);
        await juliet.request(new SetRoomAvatar({ room, vcard: { photo } }));
        expect(await juliet.request(new GetVcard({ to: room }))).toMatchObject({
          vcard: { photo },
        });
        expect((await told).content).toEqual({
          room,
          hash: '4caece539b039b16e16206ea2478f8c5ffb2ca05',
        });
      });
    });

    describe('who may what', () => {
      it('a kick, a ban, and the way back', async () => {
        const { juliet, room } = await openGarden();
        const tybalt = await enter(juliet, room, 'Tybalt');
        const out = occupant(tybalt, 'Tybalt', ({ type }) => type === 'unavailable');
        await juliet.request(new SetRole({ room, nick: 'Tybalt', role: 'none', reason: 'Peace!' }));
        const kicked = await out;
        expect(kicked).toMatchObject({ isSelf: true, reason: 'Peace!' });
        expect(kicked.codes).toContain(307);

        await tybalt.request(new JoinRoom({ room, nick: 'Tybalt' }));
        const banned = occupant(tybalt, 'Tybalt', ({ type }) => type === 'unavailable');
        const jid = tybalt.jid.bare;
        await juliet.request(new ChangeAffiliation({ room, jid, affiliation: 'outcast' }));
        expect((await banned).codes).toContain(301);
        expect(await refusal(tybalt.request(new JoinRoom({ room, nick: 'Tybalt' })))).toMatchObject(
          { condition: 'forbidden' },
        );
        const { members } = await juliet.request(new GetMembers({ room, affiliation: 'outcast' }));
        expect(members).toMatchObject([{ jid, affiliation: 'outcast' }]);

        await juliet.request(new ChangeAffiliation({ room, jid, affiliation: 'none' }));
        await tybalt.request(new JoinRoom({ room, nick: 'Tybalt' }));
      });

      it('affiliations change roles, and all see it', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await enter(juliet, room, 'Romeo');
        const jid = romeo.jid.bare;
        for (const [affiliation, role] of [
          ['member', 'participant'],
          ['admin', 'moderator'],
          ['owner', 'moderator'],
        ] as const) {
          const seen = occupant(romeo, 'Romeo', (content) => content.affiliation === affiliation);
          await juliet.request(new ChangeAffiliation({ room, jid, affiliation }));
          expect(await seen).toMatchObject({ isSelf: true, affiliation, role });
        }
        const { members } = await romeo.request(new GetMembers({ room, affiliation: 'owner' }));
        expect(members.map((member) => member.jid).sort()).toEqual([juliet.jid.bare, jid].sort());
        const moderators = await romeo.request(new GetMembers({ room, role: 'moderator' }));
        expect(moderators.members.map(({ nick }) => nick).sort()).toEqual(['Juliet', 'Romeo']);
      });

      it('who is below others does not touch them', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await enter(juliet, room, 'Romeo');
        const jid = juliet.jid.bare;
        expect(
          (await refusal(romeo.request(new ChangeAffiliation({ room, jid, affiliation: 'none' }))))
            .condition,
        ).toMatch(/^(forbidden|not-allowed)$/);
        const seen = occupant(romeo, 'Romeo', ({ role }) => role === 'moderator');
        await juliet.request(
          new ChangeAffiliation({ room, jid: romeo.jid.bare, affiliation: 'admin' }),
        );
        await seen;
        expect(
          (await refusal(romeo.request(new SetRole({ room, nick: 'Juliet', role: 'none' }))))
            .condition,
        ).toMatch(/^(forbidden|not-allowed)$/);
        const report = nextPacket(romeo, 'muc_changeaffiliation_*');
        await refusal(romeo.request(new ChangeAffiliation({ room, jid, affiliation: 'outcast' })));
        expect((await report).content).toMatchObject({ room, jid });
      });

      it('voice is asked for, and given', async () => {
        const { juliet, room } = await openGarden();
        const { form } = await juliet.request(new GetConfig({ room }));
        await juliet.request(
          new SetConfig({
            room,
            form: submitForm(form, {
              'muc#roomconfig_moderatedroom': true,
              // ejabberd gives a voice to whoever comes, unless it is told not to.
              ...(form.fields.some((field) => field.var === 'members_by_default') && {
                members_by_default: false,
              }),
            }),
          }),
        );
        const romeo = await enter(juliet, room, 'Romeo');
        const asked = nextPacket(juliet, 'mucvoicerequest');
        const loud = new PublishMessage({ to: room, type: 'groupchat', body: 'May I?' });
        expect(await lateRefusal(romeo, loud)).toBe('forbidden');
        await romeo.request(new RequestVoice({ room }));
        const request = (await asked).content;
        expect(request).toMatchObject({ room, nick: 'Romeo', role: 'participant' });
        const given = occupant(romeo, 'Romeo', ({ role }) => role === 'participant');
        await juliet.request(new AnswerVoice({ room, form: request.form, isAllowed: true }));
        await given;
        const taken = occupant(romeo, 'Romeo', ({ role }) => role === 'visitor');
        await juliet.request(new SetRole({ room, nick: 'Romeo', role: 'visitor' }));
        await taken;
      });

      it('a password is asked for, and is in no packet', async () => {
        const { juliet, room } = await openGarden();
        const { form } = await juliet.request(new GetConfig({ room }));
        await juliet.request(
          new SetConfig({
            room,
            form: submitForm(form, {
              ...(form.fields.some(({ var: name }) => name?.endsWith('passwordprotectedroom')) && {
                'muc#roomconfig_passwordprotectedroom': true,
              }),
              'muc#roomconfig_roomsecret': 'open sesame',
            }),
          }),
        );
        const romeo = await clients.online('romeo');
        const packets: string[] = [];
        romeo.packets.subscribeAny('*', (packet: object) => {
          packets.push(JSON.stringify(packet));
        });
        for (const password of [undefined, 'wrong']) {
          const join = new JoinRoom({
            room,
            nick: 'Romeo',
            ...(password !== undefined && { password }),
          });
          expect(await refusal(romeo.request(join))).toMatchObject({ condition: 'not-authorized' });
        }
        await romeo.request(new JoinRoom({ room, nick: 'Romeo', password: 'open sesame' }));
        expect(packets.join()).not.toContain('sesame');
      });
    });

    it('has a conference that people join and leave', async () => {
      const { juliet, room } = await openGarden();
      const romeo = await enter(juliet, room, 'Romeo');
      const content = { creator: 'initiator', name: 'voice' } as const;
      for (const said of [{ isPreparing: true, contents: [] }, { contents: [content] }] as const) {
        const heard = nextPacket(juliet, 'presence_muji');
        await romeo.request(new SetMuji({ room, ...said }));
        expect((await heard).content).toEqual({ room, nick: 'Romeo', ...said });
      }
      const left = nextPacket(juliet, 'presence_was_muji');
      await romeo.request(new SetMuji({ room, contents: [] }));
      expect((await left).content).toEqual({ room, nick: 'Romeo' });
    });

    describe('invitations', () => {
      it('go through the room, and may be refused', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await clients.present('romeo');
        const invited = nextPacket(romeo, 'mucinvite');
        const to = romeo.jid.bare;
        await juliet.request(new InviteToRoom({ room, to, reason: 'Come & see' }));
        const { content } = await invited;
        expect(content).toMatchObject({ room, isMediated: true, reason: 'Come & see' });
        const declined = nextPacket(juliet, 'mucdecline');
        await romeo.request(new DeclineInvitation({ room, to: content.from, reason: 'Busy' }));
        expect((await declined).content).toMatchObject({ room, reason: 'Busy' });
      });

      it('go past it, and say who sends them', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await clients.online('romeo');
        const invited = nextPacket(romeo, 'mucinvite');
        const to = romeo.jid.toString();
        await juliet.request(new InviteToRoom({ room, to, isDirect: true, reason: 'Come' }));
        const from = juliet.jid.toString();
        expect((await invited).content).toEqual({ room, from, isMediated: false, reason: 'Come' });
        await romeo.request(new JoinRoom({ room, nick: 'Romeo' }));
      });
    });

    describe('the end', () => {
      it('of a room is told to all, with where to go', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await enter(juliet, room, 'Romeo');
        const ended = occupant(romeo, 'Romeo', ({ type }) => type === 'unavailable');
        const alternate = newRoom();
        await juliet.request(new DestroyRoom({ room, reason: 'Moved', alternate }));
        expect(await ended).toMatchObject({
          isSelf: true,
          destroyed: { alternate, reason: 'Moved' },
        });
        // Prosody puts up a sign where it stood.
        const { condition } = await refusal(romeo.request(new DiscoRoom({ room })));
        expect(condition).toMatch(/^(item-not-found|gone)$/);
      });

      it('of a stream is not that of being in: rooms are joined again, once', async () => {
        const { juliet, room } = await openGarden();
        const romeo = await clients.online('romeo', { streamManagement: false });
        await romeo.request(new JoinRoom({ room, nick: 'Romeo' }));
        const left = occupant(juliet, 'Romeo', ({ type }) => type === 'unavailable');
        const back = left.then(() => occupant(juliet, 'Romeo', ({ type }) => type === 'available'));
        const joins: unknown[] = [];
        romeo.packets.subscribe('presence_muc_handle', ({ content }) => joins.push(content));
        await romeo.disconnect();
        await left;
        await romeo.connect();
        expect(await back).toMatchObject({ nick: 'Romeo' });
        const heard = nextPacket(romeo, 'message');
        await juliet.request(new PublishMessage({ to: room, type: 'groupchat', body: 'Again?' }));
        expect((await heard).content).toMatchObject({ body: 'Again?', nick: 'Juliet' });
        expect(joins).toHaveLength(1);
      });
    });
  },
  { needs: ['rooms'] },
);
