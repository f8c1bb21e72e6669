import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { iqSet, parse, readStanzaError, type Element } from '../core/index.js';
import {
  NS_JINGLE,
  bareRtpDescription,
  callMessage,
  callMessageTypes,
  isJinglePart,
  jingleElement,
  jingleErrors,
  readCallElement,
  readCallMessage,
  readJingle,
  saysJingleError,
  type CallMessage,
  type Jingle,
  type JingleErrorName,
} from './index.js';

const jingleOf = (iq: Element): Element => {
  const el = iq.getChild('jingle', NS_JINGLE);
  if (el === undefined) throw new Error('expected a <jingle/>');
  return el;
};
const read = (text: string) => readJingle(parse(`<jingle xmlns='${NS_JINGLE}' ${text}</jingle>`));

const sessions = [
  'session-initiate',
  'session-accept',
  'transport-info',
  'content-add',
  'content-modify',
  'content-remove',
  'session-terminate',
  'alternative-session',
  'mute',
  'unmute',
  'info-ringing',
  'info-ping',
  'file-transfer',
  'bundle',
];

describe('a <jingle/>', () => {
  it.each([...sessions, 'info-unknown'])('is read as in %s', (name) => {
    const { jingle } = fixtureJson<{ jingle: Jingle }>(`jingle/${name}`);
    expect(readJingle(jingleOf(fixture(`jingle/${name}`)))).toEqual(jingle);
  });

  it.each(sessions)('is read again as it was written, as in %s', (name) => {
    const { jingle } = fixtureJson<{ jingle: Jingle }>(`jingle/${name}`);
    const written = parse(iqSet('a@b.example/c', jingleElement(jingle)).toString());
    expect(readJingle(jingleOf(written))).toEqual(jingle);
  });

  it('is written as the example has it', () => {
    const { jingle } = fixtureJson<{ jingle: Jingle }>('jingle/session-terminate');
    toEqualXml(jingleElement(jingle), jingleOf(fixture('jingle/session-terminate')));
  });

  it.each([
    ["action='dance' sid='s'>", 'an unknown action'],
    ["sid='s'>", 'no action'],
    ["action='session-info'>", 'no name of a session'],
    ["action='session-info' sid=''>", 'an empty one'],
    ["action='session-info' sid='a b'>", 'one with white space'],
    [`action='session-info' sid='${'s'.repeat(257)}'>`, 'one that is too long'],
  ])('is none with %s: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is read with the white space that examples have around a fingerprint', () => {
    const { contents = [] } =
      read(`action='transport-info' sid='s'><content name='a'>
        <transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'>
        <fingerprint xmlns='urn:xmpp:jingle:apps:dtls:0' hash='sha-256'>
          02:1A
        </fingerprint></transport></content>`) ?? {};
    expect(contents[0]?.transport).toMatchObject({
      fingerprints: [{ hash: 'sha-256', value: '02:1A' }],
    });
  });

  it('of another namespace is none', () => {
    expect(
      readJingle(parse("<jingle xmlns='urn:x' action='session-info' sid='s'/>")),
    ).toBeUndefined();
  });

  it('leaves out what lacks what it must have', () => {
    const jingle = read(`action='session-initiate' sid='s'><content creator='initiator'/>
      <content name='a' senders='all'><description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'>
        <payload-type id='999'/><payload-type name='x'/><payload-type id='1' clockrate='fast'/>
        <bandwidth>1</bandwidth><source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc='-1'/>
        <rtp-hdrext xmlns='urn:xmpp:jingle:apps:rtp:rtp-hdrext:0' id='1'/>
        <rtcp-fb xmlns='urn:xmpp:jingle:apps:rtp:rtcp-fb:0'/>
        <category xmlns='urn:xmpp:jingle:apps:category:0' name='cat'/></description>
      <transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'><candidate ip='1.2.3.4'/>
        <fingerprint xmlns='urn:xmpp:jingle:apps:dtls:0' hash='sha-256'/></transport></content>
      <group xmlns='urn:xmpp:jingle:apps:grouping:0'/><reason><dance/></reason>`);
    expect(jingle).toEqual({
      action: 'session-initiate',
      sid: 's',
      groups: [],
      contents: [
        {
          creator: 'initiator',
          name: 'a',
          description: {
            ...bareRtpDescription('audio'),
            payloads: [{ id: 1, parameters: [], feedback: [] }],
          },
          transport: { kind: 'ice-udp', candidates: [], remoteCandidates: [], fingerprints: [] },
        },
      ],
    });
  });

  it('keeps parts of other specifications as they are, with the namespaces around them', () => {
    const other = read(`xmlns:f='urn:f' action='session-initiate' sid='s'><content name='a'>
      <f:description><f:file>&lt;</f:file></f:description></content>`)?.contents[0]?.description;
    expect(other).toMatchObject({ kind: 'other', xmlns: 'urn:f' });
    const xml = other?.kind === 'other' ? other.xml : '';
    expect(isJinglePart(xml, 'description', 'urn:f')).toBe(true);
    expect(isJinglePart(xml, 'transport', 'urn:f')).toBe(false);
    expect(isJinglePart('<a', 'a', '')).toBe(false);
  });

  it('takes no mute for what has a name of its own', () => {
    expect(read("action='session-info' sid='s'><mute xmlns='urn:x'/>")).toMatchObject({
      hasUnknownInfo: true,
    });
  });
});

describe('errors', () => {
  it.each(Object.keys(jingleErrors) as JingleErrorName[])('say %s', (name) => {
    const { condition, application } = readStanzaError(fixture(`jingle/${name}`));
    expect(condition).toBe(jingleErrors[name]);
    expect(saysJingleError(application, name)).toBe(true);
    expect(saysJingleError(undefined, name)).toBe(false);
  });
});

describe('messages about calls', () => {
  const names = [...callMessageTypes, 'reject-tie-break', 'finish-migrated'];

  it.each(names)('are read and written as in %s', (name) => {
    const message = fixture(`jingle/${name}`);
    const { call } = fixtureJson<{ call: CallMessage }>(`jingle/${name}`);
    expect(readCallMessage(message)).toEqual(call);
    const { from, id } = message.attrs as Record<string, string>;
    const written = callMessage(String(message.attrs['to']), call);
    Object.assign(written.attrs, { from, id });
    toEqualXml(written, message);
  });

  it.each([
    "<propose xmlns='urn:xmpp:jingle-message:0'/>",
    "<proceed xmlns='urn:xmpp:jingle-message:0' id='a b'/>",
    "<proceed xmlns='urn:xmpp:jingle-message:1' id='a'/>",
    "<dance xmlns='urn:xmpp:jingle-message:0' id='a'/>",
  ])('are none like %s', (text) => {
    expect(readCallElement(parse(text))).toBeUndefined();
  });
});
