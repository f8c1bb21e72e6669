import { describe, expect, it } from '@jest/globals';
import { externalServicesOf, type ExternalService } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetExternalCredentials, GetExternalServices, serviceDiscovery } from './index.js';

const self = 'bard@shakespeare.example/globe';
const server = 'shakespeare.example';
const open = () => openRoom(serviceDiscovery, { self });
const childOf = (name: string) => externalServicesOf(fixture(`external-services/${name}`));
const servicesOf = (name: string) =>
  fixtureJson<{ services: ExternalService[] }>(`external-services/${name}`).services;

describe('services', () => {
  it.each(['services', 'services-ejabberd'])('are told, as in %s', async (name) => {
    const room = open();
    const asked = room.request(new GetExternalServices({}));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='get' to='${server}' id='${String(room.sent[0]?.attrs['id'])}'><services xmlns='urn:xmpp:extdisco:2'/></iq>`,
    );
    room.answer({ from: 'evil.example' }, childOf(name));
    expect(room.keys).toEqual([]);
    room.answer({}, childOf(name));
    const services = servicesOf(name);
    await expect(asked).resolves.toEqual({ jid: server, services });
  });

  it('of one type are asked for, and no others told', async () => {
    const room = open();
    const asked = room.request(new GetExternalServices({ type: 'turn', to: 'turn.example' }));
    expect(room.sent[0]?.getChild('services')?.attrs['type']).toBe('turn');
    room.answer({}, childOf('services'));
    await expect(asked).resolves.toEqual({
      jid: 'turn.example',
      type: 'turn',
      services: [servicesOf('services')[1]],
    });
  });

  it('are forbidden to some', async () => {
    const room = open();
    const asked = room.request(new GetExternalServices({}));
    const id = String(room.sent[0]?.attrs['id']);
    room.receive(fixture('external-services/forbidden-prosody', { id, from: server }));
    await expect(asked).rejects.toMatchObject({ condition: 'forbidden' });
    expect(room.packets).toMatchObject([
      { key: 'externalservices_get_error', content: { jid: server, condition: 'forbidden' } },
    ]);
  });

  it('are there, or the answer is none', () => {
    const room = open();
    void room.request(new GetExternalServices({}));
    room.answer();
    expect(room.keys).toEqual(['externalservices_get_errormalformedreply']);
  });
});

describe('credentials', () => {
  it.each(['credentials-prosody', 'none-ejabberd'])('are told, as in %s', async (name) => {
    const room = open();
    const asked = room.request(
      new GetExternalCredentials({ host: 'turn.localhost', type: 'turn' }),
    );
    toEqualXml(
      room.sent[0]?.getChild('credentials'),
      "<credentials xmlns='urn:xmpp:extdisco:2'><service host='turn.localhost' type='turn'/></credentials>",
    );
    room.answer({}, childOf(name));
    await expect(asked).resolves.toEqual({ jid: server, type: 'turn', services: servicesOf(name) });
  });

  it('are not there', () => {
    const room = open();
    void room.request(new GetExternalCredentials({ host: 'a.example', type: 'turn' }));
    room.refuse('item-not-found');
    void room.request(new GetExternalCredentials({ host: 'a.example', type: 'turn' }));
    room.answer();
    expect(room.contents('externalservices_credentials_error')).toMatchObject([
      { jid: server, condition: 'item-not-found' },
    ]);
    expect(room.keys).toContain('externalservices_credentials_errormalformedreply');
  });
});

describe('a change', () => {
  it('is told and answered', () => {
    const room = open();
    room.receive(fixture('external-services/push'));
    expect(room.contents('externalservices')).toEqual([
      { jid: server, type: 'turn', services: servicesOf('push') },
    ]);
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'result', id: 'lh3f1vc7' });
  });

  it.each(['evil.example', 'bard@shakespeare.example', 'shakespeare.example/x'])(
    'is refused of %s',
    (from) => {
      const room = open();
      room.receive(fixture('external-services/push', { from }));
      expect(room.keys).toEqual([]);
      expect(room.sent[0]?.attrs['type']).toBe('error');
    },
  );

  it('is one in an iq that changes something', () => {
    const room = open();
    room.receive(fixture('external-services/push', { type: 'get' }));
    const push = childOf('push')!.toString();
    room.receive(`<message xmlns='jabber:client' from='${server}'>${push}</message>`);
    expect(room.keys).toEqual([]);
  });
});
