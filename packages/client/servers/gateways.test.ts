import { afterEach, expect, it } from '@jest/globals';
import { createClient, type Client } from '@xec/client';
import { registrationAnswer } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import { tcp } from '@xec/transport-tcp';
import {
  AddRosterItem,
  GetGatewayPrompt,
  GetRegistration,
  RemoveRegistration,
  RequestDisco,
  SetAvailable,
  SetGatewayAddress,
  SetRegistration,
  SetUnavailable,
  SubscribeToPresence,
  disco,
  iqGateway,
  presence,
  register,
  roster,
  silentLog,
} from '@xec/xec';
import { stubGateway } from '../testing/stub-gateway.js';

describeOnServers('a gateway to another network', (server) => {
  const features = [roster, presence, disco, register, iqGateway];
  const clients = openClients(server, { features });
  let gateway: Client | undefined;
  afterEach(async () => {
    await clients.end();
    await gateway?.disconnect();
  });

  it('is found, registered with, logged into, asked for a contact, and left', async () => {
    const { url, domain: to, secret } = server().component;
    gateway = createClient({
      jid: to,
      component: { secret },
      service: url,
      connector: tcp,
      identities: [{ category: 'gateway', type: 'xmpp', name: 'Verona' }],
      features: [disco, stubGateway],
      log: silentLog,
    });
    await gateway.connect();
    const juliet = await clients.online('juliet');
    const shown = (jid: string, type: string) =>
      nextPacket(juliet, 'presence', ({ content }) => content.jid === jid && content.type === type);

    const { identities, features: announced } = await juliet.request(new RequestDisco({ jid: to }));
    expect(identities).toMatchObject([{ category: 'gateway', name: 'Verona' }]);
    expect(announced).toContain('jabber:iq:gateway');

    const { registration } = await juliet.request(new GetRegistration({ to }));
    expect(registration).toMatchObject({ isRegistered: false, fields: ['username', 'password'] });
    const answers = (password: string) =>
      registrationAnswer(registration, { username: 'juliet', password });
    await expect(
      juliet.request(new SetRegistration({ to, answer: answers('wrong') })),
    ).rejects.toMatchObject({ condition: 'not-acceptable' });
    await juliet.request(new SetRegistration({ to, answer: answers('nurse-pw') }));
    expect((await juliet.request(new GetRegistration({ to }))).registration.isRegistered).toBe(
      true,
    );

    const loggedIn = shown(to, 'available');
    await juliet.request(new SetAvailable({ to }));
    await loggedIn;

    const { prompt } = await juliet.request(new GetGatewayPrompt({ to }));
    expect(prompt).toBe('Name');
    await expect(
      juliet.request(new SetGatewayAddress({ to, address: 'tybalt' })),
    ).rejects.toMatchObject({ condition: 'item-not-found' });
    const { contact } = await juliet.request(new SetGatewayAddress({ to, address: 'nurse' }));
    expect(contact).toBe(`nurse@${to}`);
    await juliet.request(new AddRosterItem({ jid: contact, name: 'Nurse' }));
    const seen = shown(contact, 'available');
    await juliet.request(new SubscribeToPresence({ to: contact }));
    await seen;

    const loggedOut = shown(to, 'unavailable');
    await juliet.request(new SetUnavailable({ to }));
    await loggedOut;
    await juliet.request(new RemoveRegistration({ to }));
    expect((await juliet.request(new GetRegistration({ to }))).registration.isRegistered).toBe(
      false,
    );
  });
});
