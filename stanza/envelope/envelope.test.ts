import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { MalformedStanza, parse, xml } from '../core/index.js';
import { envelopeElement, readEnvelope, type Envelope } from './envelope.js';
import { envelopeFault } from './envelope-fault.js';

const NS = 'urn:xmpp:sce:1';
const body = xml('body', { xmlns: 'jabber:client' }, 'Hello World!');
const read = (children: string) =>
  readEnvelope(parse(`<envelope xmlns='${NS}'>${children}</envelope>`));
const namesIn = (envelope: Envelope | undefined) => envelope?.content.map((el) => el.getName());

describe('<envelope/>', () => {
  it('is read as in the example of OMEMO', () => {
    const envelope = readEnvelope(fixture('envelope/omemo'));
    const { note: _note, ...affixes } = fixtureJson<{ note: string }>('envelope/omemo');
    expect(envelope).toMatchObject(affixes);
    expect(envelope).not.toHaveProperty('to');
    expect(envelope).not.toHaveProperty('time');
    expect(envelope?.content[0]?.is('body', 'jabber:client')).toBe(true);
    expect(envelope?.content[0]?.getText().trim()).toBe('Hello World!');
  });

  it('is read as it is written, with all affixes', () => {
    const envelope = {
      content: [body, xml('x', { xmlns: 'jabber:x:oob' }, xml('url', {}, 'https://a.example/'))],
      rpad: 'C1DHN9HK-9A25tSmwK4hU!Jji9%GKYK^syIlHJT9TnI4 & <more>',
      time: new Date('2004-01-25T05:05:00Z'),
      to: 'missioncontrol@houston.nasa.gov',
      from: 'opportunity@mars.planet',
    };
    const written = envelopeElement(envelope).toString();
    const again = readEnvelope(parse(written));
    expect({ ...again, content: again?.content.map(String) }).toEqual({
      ...envelope,
      content: envelope.content.map(String),
    });
    toEqualXml(
      envelopeElement({ content: [body], to: 'a@b.example' }),
      `<envelope xmlns='${NS}'><content><body xmlns='jabber:client'>Hello World!</body></content>` +
        `<to jid='a@b.example'/></envelope>`,
    );
  });

  it('is nothing else', () => {
    expect(
      readEnvelope(parse("<envelope xmlns='urn:xmpp:sce:0'><content/></envelope>")),
    ).toBeUndefined();
    expect(readEnvelope(parse(`<content xmlns='${NS}'/>`))).toBeUndefined();
  });

  it.each([
    ['without content', '<rpad/>'],
    ['with content twice', '<content/><content/>'],
    ['with an affix twice', "<content/><from jid='a@b.example'/><from jid='c@d.example'/>"],
    ['with padding twice', '<content/><rpad/><rpad/>'],
    ['with a sender that is no JID', "<content/><from jid='@'/>"],
    ['with a recipient without JID', '<content/><to/>'],
    ['with a time that is none', "<content/><time stamp='yesterday'/>"],
    ['with a time without stamp', '<content/><time/>'],
  ])('%s is malformed', (_how, children) => {
    expect(() => read(children)).toThrow(MalformedStanza);
  });
});

describe('what servers have to see', () => {
  const elements = [
    "<store xmlns='urn:xmpp:hints'/>",
    "<stanza-id xmlns='urn:xmpp:sid:0' id='1' by='a.example'/>",
    "<addresses xmlns='http://jabber.org/protocol/address'/>",
    "<encryption xmlns='urn:xmpp:eme:0' namespace='urn:a'/>",
  ];

  it.each(elements)('is not read from an envelope, nor written into one: %s', (element) => {
    const origin = "<origin-id xmlns='urn:xmpp:sid:0' id='2'/>";
    expect(namesIn(read(`<content>${element}${origin}</content>`))).toEqual(['origin-id']);
    expect(() => envelopeElement({ content: [parse(element)] })).toThrow(TypeError);
  });

  it('is as little there as what has no namespace of its own', () => {
    const inner = "<body/><envelope/><body xmlns='jabber:client'>x</body>";
    expect(namesIn(read(`<content>${inner}</content>`))).toEqual(['body']);
    expect(read(`<content>${inner}</content>`)?.content[0]?.getNS()).toBe('jabber:client');
    expect(() => envelopeElement({ content: [xml('body', {}, 'x')] })).toThrow(TypeError);
    expect(() => envelopeElement({ content: [envelopeElement({ content: [] })] })).toThrow(
      TypeError,
    );
  });
});

describe('the faults of an envelope', () => {
  const from = 'romeo@montague.example';
  const to = 'juliet@capulet.example';
  const time = new Date('2026-11-26T12:00:00Z');
  const later = (minutes: number): Date => new Date(time.getTime() + minutes * 60_000);
  const envelope = { content: [body], from, to, time, rpad: 'x' };
  const around = { wants: [], from, to, sentAt: time };

  it('are none where all of it fits', () => {
    const wants = ['rpad', 'time', 'to', 'from'] as const;
    expect(envelopeFault(envelope, { ...around, wants })).toBeUndefined();
    const full = { from: `${from}/orchard`, to: 'Juliet@Capulet.example/balcony' };
    expect(envelopeFault(envelope, { ...around, ...full, sentAt: later(59) })).toBeUndefined();
    expect(envelopeFault({ content: [] }, around)).toBeUndefined();
    expect(envelopeFault(envelope, { wants: [] })).toBeUndefined();
  });

  it.each(['rpad', 'time', 'to', 'from'] as const)('are told where %s is wanted', (affix) => {
    const { [affix]: _gone, ...rest } = envelope;
    expect(envelopeFault(rest, { ...around, wants: [affix] })).toEqual({ affix, is: 'missing' });
  });

  it.each([
    ['from', { from: 'mallory@evil.example' }],
    ['to', { to: 'mallory@evil.example' }],
    ['time', { sentAt: later(61) }],
    ['time', { sentAt: later(-61) }],
    ['time', { sentAt: later(2), marginMs: 60_000 }],
    ['from', { from: 'no jid @' }],
  ] as const)('are told where %s is another: %#', (affix, change) => {
    expect(envelopeFault(envelope, { ...around, ...change })).toEqual({ affix, is: 'different' });
  });
});
