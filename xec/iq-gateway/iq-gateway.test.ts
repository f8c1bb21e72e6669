import { describe, expect, it } from '@jest/globals';
import { NS_GATEWAY, gatewayAddress } from '@xec/stanza';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetGatewayPrompt, SetGatewayAddress, iqGateway } from './index.js';

const self = 'stpeter@jabber.example/roundabout';
const to = 'aim.jabber.example';
const queryOf = (name: string) => fixture(`iq-gateway/${name}`).getChild('query', NS_GATEWAY);
const open = () => openRoom(iqGateway, { self });

describe('a gateway', () => {
  it('tells what it wants to know', async () => {
    const room = open();
    const asked = room.request(new GetGatewayPrompt({ to }));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='get' to='${to}' id='${String(room.sent[0]?.attrs['id'])}'><query xmlns='jabber:iq:gateway'/></iq>`,
    );
    room.answer({ from: 'evil.example' }, queryOf('prompt'));
    expect(room.keys).toEqual([]);
    room.answer({}, queryOf('prompt'));
    await expect(asked).resolves.toEqual({
      jid: to,
      prompt: 'Contact ID',
      description: 'Please enter the AOL Screen Name of the person you would like to contact.',
    });
  });

  it('has to', () => {
    const room = open();
    void room.request(new GetGatewayPrompt({ to }));
    room.refuse('service-unavailable');
    void room.request(new GetGatewayPrompt({ to }));
    room.answer();
    expect(room.keys).toEqual([
      'iqgateway_get_errorserviceunavailable',
      'iqgateway_get_errormalformedreply',
    ]);
  });

  it('tells the JID of a contact', async () => {
    const room = open();
    const asked = room.request(new SetGatewayAddress({ to, address: 'stpeter' }));
    toEqualXml(
      room.sent[0]?.getChild('query'),
      "<query xmlns='jabber:iq:gateway'><prompt>stpeter</prompt></query>",
    );
    room.answer({}, queryOf('jid'));
    const contact = 'stpeter%jabber@aim.jabber.example';
    await expect(asked).resolves.toEqual({ jid: to, address: 'stpeter', contact });
  });

  it('tells it where there is one', () => {
    const room = open();
    void room.request(new SetGatewayAddress({ to, address: 'nobody' }));
    room.refuse('item-not-found');
    void room.request(new SetGatewayAddress({ to, address: 'nobody' }));
    room.answer({}, gatewayAddress('@'));
    expect(room.packets).toMatchObject([
      {
        key: 'iqgateway_set_error',
        content: { jid: to, address: 'nobody', condition: 'item-not-found' },
      },
      { key: 'iqgateway_set_errormalformedreply' },
    ]);
    expect(() => new SetGatewayAddress({ to, address: '' })).toThrow(TypeError);
  });
});
