import { describe, expect, it } from '@jest/globals';
import { parse, readEnvelope, xml } from '@xec/stanza';
import { openEnvelope, writeEnvelope, type MessageAround } from './envelope.js';
import { openMessage, sealMessage, type OmemoProvider } from './index.js';

const own = 'romeo@montague.example';
const to = 'juliet@capulet.example';
const room = 'garden@rooms.example';
const text = 'O speak again, bright angel';
const sentAt = new Date('2026-11-26T12:00:00Z');
const location = xml('geoloc', { xmlns: 'http://jabber.org/protocol/geoloc' });
const who = { account: to, sender: own };
const open = (envelope: string, around: MessageAround = { type: 'chat', from: own, to }) =>
  openEnvelope(envelope, around, { ...who, now: sentAt });

describe('an envelope of OMEMO 2', () => {
  it('says who writes to whom, and hides how much', () => {
    const envelopes = Array.from({ length: 20 }, () => writeEnvelope({ to, from: own, text }));
    const [first = ''] = envelopes;
    expect(readEnvelope(parse(first))).toMatchObject({ to, from: own, rpad: expect.any(String) });
    for (const { length } of envelopes) {
      expect(length).toBeGreaterThanOrEqual(512);
      expect(length).toBeLessThan(512 + 201 + '<rpad></rpad>'.length);
    }
    // 201 lengths, 20 of them: that all are the same does not happen.
    expect(new Set(envelopes.map(({ length }) => length)).size).toBeGreaterThan(1);
    const long = writeEnvelope({ to, from: own, text: 'x'.repeat(5000) });
    expect(readEnvelope(parse(long))?.rpad?.length).toBeLessThanOrEqual(200);
  });

  it('gives its text, and what else is in it', () => {
    expect(open(writeEnvelope({ to, from: own, text }))).toEqual({ kind: 'text', text });
    const both = open(writeEnvelope({ to, from: own, text, content: [location], sentAt }));
    expect(both).toMatchObject({ kind: 'text', text });
    expect('content' in both && both.content.map(String)).toEqual([location.toString()]);
    const alone = open(writeEnvelope({ to, from: own, content: [location] }));
    expect(alone.kind).toBe('content');
    expect('content' in alone && alone.content.map(String)).toEqual([location.toString()]);
  });

  it('of a copy of what we sent is for whom we sent it to', () => {
    const envelope = writeEnvelope({ to, from: own, text });
    const us = { account: own, sender: own, now: sentAt };
    const around = { type: 'chat', from: `${own}/phone`, to: `${to}/balcony` };
    expect(openEnvelope(envelope, around, us)).toEqual({ kind: 'text', text });
  });

  it('of a room is for that room', () => {
    const envelope = writeEnvelope({ to: room, from: own, text });
    const around = { type: 'groupchat', from: `${room}/romeo`, to: `${to}/balcony` };
    expect(open(envelope, around)).toEqual({ kind: 'text', text });
    const elsewhere = { ...around, from: 'tomb@rooms.example/romeo' };
    const fault = { affix: 'to', is: 'different' };
    expect(open(envelope, elsewhere)).toEqual({ kind: 'rejected', fault });
    expect(open(envelope)).toEqual({ kind: 'rejected', fault });
    expect(open(writeEnvelope({ to, from: own, text }), around)).toEqual({
      kind: 'rejected',
      fault,
    });
    const nowhere = envelope.replace(/<to [^>]*>/, '');
    const missing = { affix: 'to', is: 'missing' };
    expect(open(nowhere, around)).toEqual({ kind: 'rejected', fault: missing });
  });

  it('of somebody else, or of another time, is rejected', () => {
    const forged = writeEnvelope({ to, from: 'paris@verona.example', text });
    expect(open(forged)).toEqual({ kind: 'rejected', fault: { affix: 'from', is: 'different' } });
    const old = writeEnvelope({ to, from: own, text, sentAt: new Date('2026-11-25T12:00:00Z') });
    expect(open(old)).toEqual({ kind: 'rejected', fault: { affix: 'time', is: 'different' } });
    const stored = { type: 'chat', from: own, to, delay: { stamp: '2026-11-25T12:00:03Z' } };
    expect(open(old, stored)).toEqual({ kind: 'text', text });
  });

  it.each([
    ['no XML', 'O speak again'],
    ['half an element', "<envelope xmlns='urn:xmpp:sce:1'>"],
    ['a body alone', "<body xmlns='jabber:client'>x</body>"],
    ['an envelope without content', "<envelope xmlns='urn:xmpp:sce:1'/>"],
    ['a document type', "<!DOCTYPE x><envelope xmlns='urn:xmpp:sce:1'><content/></envelope>"],
    ['nothing', ''],
  ])('that is %s is rejected', (_what, envelope) => {
    expect(open(envelope)).toEqual({ kind: 'rejected', fault: 'malformed' });
  });
});

describe('the provider', () => {
  const seen: (string | undefined)[] = [];
  const provider = (version: '2' | 'legacy'): OmemoProvider => ({
    version,
    device: 7,
    encrypt: (given) => {
      seen.push(given);
      const key = { ...(version === '2' && { jid: to }), device: 31415, data: 'a2V5' };
      const iv = version === 'legacy' && { iv: 'aXY=' };
      return Promise.resolve({ version, device: 7, keys: [key], ...iv, payload: 'eHg=' });
    },
    decrypt: () => Promise.resolve(seen.at(-1)),
  });
  const recipients = [{ jid: to, device: 31415 }];
  const message = { to, from: own, recipients };

  it('gets the envelope in 2, the body in 0.3, and nothing for a session', async () => {
    for (const version of ['2', 'legacy'] as const) {
      await sealMessage(provider(version), { ...message, text });
      await sealMessage(provider(version), message);
    }
    expect(seen).toEqual([expect.stringMatching(/^<envelope /), undefined, text, undefined]);
  });

  it('gets content in 2 only, and no fallback is shown beside it', async () => {
    const sealed = sealMessage(provider('legacy'), { ...message, content: [location] });
    await expect(sealed).rejects.toThrow(/no content for OMEMO 0.3/);
    const store = xml('store', { xmlns: 'urn:xmpp:hints' });
    const forServers = sealMessage(provider('2'), { ...message, content: [store] });
    await expect(forServers).rejects.toThrow(TypeError);
    const shown = sealMessage(provider('2'), { ...message, text, fallback: 'Encrypted' });
    await expect(shown).rejects.toThrow(/no fallback for OMEMO 2/);
    const legacy = await sealMessage(provider('legacy'), {
      ...message,
      text,
      fallback: 'Encrypted',
    });
    expect(legacy.body).toBe('Encrypted');
  });

  it('gives the envelope back, which is compared with its message', async () => {
    const { encrypted = [] } = await sealMessage(provider('2'), { ...message, text });
    const around = { encrypted, type: 'chat', from: own, to };
    const me = { account: to, sender: own };
    const receiver = { ...provider('2'), device: 31415 };
    expect(await openMessage(receiver, around, me)).toEqual({ kind: 'text', text });
    const mallory = { ...me, sender: 'mallory@evil.example' };
    expect(await openMessage(receiver, around, mallory)).toMatchObject({ kind: 'rejected' });
  });
});
