import { afterEach, expect, it } from '@jest/globals';
import {
  NS_CHANNEL_SEARCH,
  avatarId,
  confirmElement,
  formText,
  messageStanza,
  submitForm,
  type CommandState,
} from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  AcceptConfirm,
  CreateInvite,
  GetCommands,
  GetLastActivity,
  GetSearchForm,
  GetTime,
  GetVcard,
  GetVersion,
  ItemsDisco,
  RefuseConfirm,
  RequestDisco,
  RunCommand,
  SearchChannels,
  SetVcard,
  SubmitCommand,
  SetAvailable,
  VerifyCaps,
  avatar,
  adhoc,
  caps,
  capsOf,
  confirm,
  disco,
  entityTime,
  extendedChannelSearch,
  feature,
  invite,
  lastActivity,
  ping,
  presence,
  roster,
  vcard,
  version,
} from '@xec/xec';

/** A PNG of one dot. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What makes software another one, by what it announces. */
const other = feature({ name: 'other', namespaces: ['urn:example:other'] });
const features = [
  roster,
  presence,
  disco,
  caps,
  vcard,
  avatar,
  version,
  entityTime,
  lastActivity,
  ping,
];

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

  it('is asked of software that is not known yet', async () => {
    const juliet = await clients.online('juliet');
    const verified = nextPacket(juliet, 'caps', ({ content }) =>
      content.features.includes('urn:example:other'),
    );
    const elsewhere = await clients.another(juliet, { features: [...features, other] });
    expect((await verified).content.jid).toBe(elsewhere.jid.toString());
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

  it('is a photo, whose hash comes with presence', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const from = juliet.jid.toString();
    const photo = { type: 'image/png', binval: picture };
    const seen = nextPacket(
      romeo,
      'vcardphoto',
      ({ content }) => content.from === from && content.hash === avatarId(picture),
    );
    await juliet.request(new SetVcard({ vcard: { fn: 'Juliet', photo } }));
    // A service that gives presence the hash itself does so when there is some (XEP-0398 section 3).
    await juliet.request(new SetAvailable({}));
    await seen;
    const { vcard: found } = await romeo.request(new GetVcard({ to: juliet.jid.bare }));
    expect(avatarId(found.photo?.binval ?? '')).toBe(avatarId(picture));
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

  it('may be a sender of questions, which people answer', async () => {
    const { juliet, romeo } = await openFriends(clients, { features: [...features, confirm] });
    const from = romeo.jid.toString();
    for (const [id, answer] of [
      ['a7374jnjlalasdf82', new AcceptConfirm({ from, id: 'a7374jnjlalasdf82' })],
      ['b', new RefuseConfirm({ from, id: 'b' })],
    ] as const) {
      const url = 'https://files.example/?a=1&b=2';
      const asked = nextPacket(juliet, 'confirm');
      const question = confirmElement({ id, method: 'GET', url });
      await romeo.send(messageStanza({ to: juliet.jid.toString() }, question));
      expect((await asked).content).toMatchObject({ from, id, url });
      await juliet.request(answer);
    }
  });

  it('may do things for an administrator, step by step', async () => {
    const { domain: to, name } = server();
    const node = 'http://jabber.org/protocol/admin#user-stats';
    if (name === 'devserver') {
      const juliet = await clients.online('juliet', { features: [adhoc] });
      const greeting = { to, node: 'greeting' };
      const { commands } = await juliet.request(new GetCommands({ to }));
      expect(commands).toMatchObject([
        { jid: to, node: 'greeting' },
        { jid: to, node: 'journey' },
      ]);
      const { command: begun } = await juliet.request(new RunCommand(greeting));
      expect(begun).toMatchObject({ status: 'executing', execute: 'complete' });
      if (begun.form === undefined) throw new Error('expected a form');
      const { sessionId = '' } = begun;
      const form = submitForm(begun.form, { name: 'Juliet & <Romeo>' });
      const step = new SubmitCommand({ ...greeting, sessionId, form });
      const { command } = await juliet.request(step);
      expect(command).toMatchObject({
        status: 'completed',
        notes: [{ type: 'info', text: 'Hello Juliet & <Romeo>!' }],
      });
      for (const wrong of [step, new RunCommand({ to, node })]) {
        await expect(juliet.request(wrong)).rejects.toMatchObject({ name: 'StanzaError' });
      }
      return;
    }
    const admin = clients.at(`admin@${to}`, 'admin-pw', { features: [adhoc] });
    await admin.connect();
    const { commands } = await admin.request(new GetCommands({ to }));
    expect(commands).toContainEqual(expect.objectContaining({ jid: to, node }));
    const { command: begun } = await admin.request(new RunCommand({ to, node }));
    if (begun.form === undefined) throw new Error('expected a form');
    const { sessionId = '' } = begun;
    const form = submitForm(begun.form, { accountjid: `alice@${to}` });
    const { command } = await admin.request(new SubmitCommand({ to, node, sessionId, form }));
    expect(command).toMatchObject({ node, status: 'completed' });
    expect(command.form?.fields.map((field) => field.var)).toContain('rostersize');
  });

  it('may take steps back, and break off', async () => {
    // Prosody 0.12 and ejabberd 23.01 have no command of three steps.
    if (server().name !== 'devserver') return;
    const juliet = await clients.online('juliet', { features: [adhoc] });
    const place = { to: server().domain, node: 'journey' };
    const { command: begun } = await juliet.request(new RunCommand(place));
    expect(begun).toMatchObject({
      status: 'executing',
      actions: ['next', 'cancel'],
      execute: 'next',
    });
    const { sessionId = '' } = begun;
    const step = async (
      from: CommandState,
      action: 'execute' | 'next' | 'prev' | 'complete' | 'cancel',
      values?: Readonly<Record<string, string>>,
    ): Promise<CommandState> => {
      if (from.form === undefined) throw new Error('expected a form');
      const form = values && submitForm(from.form, values);
      const next = new SubmitCommand({ ...place, sessionId, action, ...(form && { form }) });
      return (await juliet.request(next)).command;
    };
    await expect(step(begun, 'prev')).rejects.toMatchObject({ condition: 'bad-request' });
    const second = await step(begun, 'next', { from: 'Mantua' });
    expect(second).toMatchObject({ status: 'executing', sessionId, execute: 'next' });
    expect([...second.actions].sort()).toEqual(['cancel', 'next', 'prev']);
    await expect(step(second, 'complete', { to: 'Verona' })).rejects.toMatchObject({
      condition: 'bad-request',
    });
    const first = await step(second, 'prev');
    expect(first.form && formText(first.form, 'from')).toBe('Mantua');
    const again = await step(first, 'next', { from: 'Padua' });
    const third = await step(again, 'execute', { to: 'Verona' });
    expect(third).toMatchObject({ status: 'executing', execute: 'complete' });
    expect([...third.actions].sort()).toEqual(['cancel', 'complete', 'prev']);
    const back = await step(third, 'prev');
    expect(back.form && formText(back.form, 'to')).toBe('Verona');
    const last = await step(back, 'next', { to: 'Verona' });
    expect(await step(last, 'complete', { when: 'at dawn' })).toMatchObject({
      status: 'completed',
      notes: [{ type: 'info', text: 'From Padua to Verona, at dawn.' }],
    });

    const { command: other } = await juliet.request(new RunCommand(place));
    const cancel = new SubmitCommand({
      ...place,
      sessionId: other.sessionId ?? '',
      action: 'cancel',
    });
    expect((await juliet.request(cancel)).command).toMatchObject({ status: 'canceled' });
    await expect(juliet.request(cancel)).rejects.toMatchObject({ condition: 'bad-request' });
  });

  it('may make invitations, where the server has that command', async () => {
    const juliet = await clients.online('juliet', { features: [invite] });
    const made = juliet.request(new CreateInvite({ kind: 'contact' }));
    if (server().name !== 'prosody') {
      await expect(made).rejects.toMatchObject({ name: 'StanzaError' });
      return;
    }
    const { bare } = juliet.jid;
    expect(await made).toMatchObject({
      status: 'completed',
      invite: { invitation: { action: 'roster', jid: bare } },
    });
  });

  it('may search for channels, and say so when they cannot', async () => {
    const { domain: to } = server();
    const juliet = await clients.online('juliet', {
      features: [...features, extendedChannelSearch],
    });
    const { features: announced } = await juliet.request(new RequestDisco({ jid: to }));
    expect(announced).not.toContain(NS_CHANNEL_SEARCH);
    for (const action of [new GetSearchForm({ to }), new SearchChannels({ to, query: {} })]) {
      await expect(juliet.request(action)).rejects.toMatchObject({ name: 'StanzaError' });
    }
  });
});
