import { describe, expect, it } from '@jest/globals';
import { messageStanza, parse } from '@xec/stanza';
import { Payload, feature, payload, ping, roster, type PayloadContext } from '@xec/xec';
import type { Element } from '@xec/stanza';
import { Rehearsal } from './rehearsal.js';

const jid = 'romeo@montague.example/orchard';
const ping1 =
  "<iq xmlns='jabber:client' type='get' id='1' from='montague.example'>" +
  "<ping xmlns='urn:xmpp:ping'/></iq>";
const push =
  "<iq xmlns='jabber:client' type='set' id='2'><query xmlns='jabber:iq:roster'>" +
  "<item jid='nurse@capulet.example'/></query></iq>";

describe('a rehearsal', () => {
  it('keeps each scene apart', async () => {
    const rehearsal = await Rehearsal.open({ jid, features: [ping, roster] });
    const first = await rehearsal.receive(ping1);
    const second = await rehearsal.receive(push);
    expect(first.ran.map(({ name }) => name)).toEqual(['ping']);
    expect(first.packets).toEqual([]);
    expect(first.sent.map((xml) => parse(xml).attrs['id'] as unknown)).toEqual(['1']);
    expect(second.packets.map(({ key }) => key)).toEqual(['roster']);
    expect(second.sent.map((xml) => parse(xml).attrs['id'] as unknown)).toEqual(['2']);
    await rehearsal.close();
  });

  it('shows what the client sends by itself', async () => {
    const rehearsal = await Rehearsal.open({ jid, features: [] });
    const { sent, tried } = await rehearsal.send(messageStanza({ to: 'juliet@capulet.example' }));
    expect(sent.map((xml) => parse(xml).name)).toEqual(['message']);
    expect(tried).toEqual([]);
    await rehearsal.close();
  });

  it('waits for a handler that takes its time', async () => {
    const rehearsal = await Rehearsal.open({ jid, features: [slow] });
    const { sent, faults } = await rehearsal.receive(ping1.replace('xmpp:ping', 'example:slow'));
    expect(sent).toHaveLength(1);
    expect(faults).toEqual(['payload Slow: Error: slow, and wrong']);
    await rehearsal.close();
  });

  it('has an end when the stream has', async () => {
    const rehearsal = await Rehearsal.open({ jid, features: [ping] });
    const { end } = await rehearsal.receive('<iq');
    expect(end?.condition).toBe('not-well-formed');
    const { ran, sent } = await rehearsal.receive(ping1);
    expect(ran).toEqual([]);
    expect(sent).toEqual([]);
    await rehearsal.close();
  });

  it('leaves a login to whoever plays the server', async () => {
    const login = {
      password: 'x',
      allowPlain: true,
      isSecure: true,
      offers: ['PLAIN'],
      bindId: 'b',
    };
    const rehearsal = await Rehearsal.open({ jid, features: [], login });
    expect(rehearsal.opening.sent).toEqual([expect.stringContaining('>…</auth>')]);
    const refused = await rehearsal.receive(
      "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>",
    );
    expect(refused.end).toEqual({ condition: 'not-authorized', isLogin: true });
    await rehearsal.close();
  });

  it('wakes what is stored, and stays offline', async () => {
    const scene = await Rehearsal.wake({ jid, features: [ping], records: [null, { id: 'a' }] });
    expect(scene.packets.map(({ key }) => key)).toEqual(['session_setaside', 'session_setaside']);
    expect([scene.pending, scene.sent, scene.end]).toEqual([[], [], undefined]);
  });

  it('wants a full JID', async () => {
    const open = Rehearsal.open({ jid: 'romeo@montague.example', features: [] });
    await expect(open).rejects.toThrow('expected a full JID');
  });
});

@payload('Slow', { name: 'ping', xmlns: 'urn:example:slow', under: 'iq', from: 'any' })
class Slow extends Payload<'Slow'> {
  override async handle(_el: Element, _ctx: PayloadContext<'Slow'>) {
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error('slow, and wrong');
  }
}

const slow = feature({ name: 'slow', payloads: [Slow] });
