import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { iqSet, parse, presenceStanza, readStanzaError, type Element } from '../core/index.js';
import { mujiElement, readMuji, type Muji } from '../muji/index.js';
import {
  NS_JINGLE,
  bareRtpDescription,
  callElement,
  callMessage,
  callMessageTypes,
  contentCategories,
  dtlsSetups,
  extensionSenders,
  iceCandidateTypes,
  isJinglePart,
  jingleActions,
  jingleElement,
  jingleErrors,
  jingleParties,
  jingleReasonConditions,
  jingleSenders,
  readCallElement,
  readCallMessage,
  readJingle,
  rtpInfoTypes,
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

// ── whatever is written is read again ─────────────────────────────────────────────────────────────

const text = fc.string({ maxLength: 12, unit: fc.constantFrom(...'aZ09 <>&"\'é/=;:-') });
const word = text.map((value) => value.replace(/\s/g, '') || 'w');
const count = (max = 0xffffffff) => fc.integer({ min: 0, max });
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });
/** A record some of whose fields may be missing; keys without a value are left out. */
const shape = <T extends object>(
  required: { [K in keyof T]: fc.Arbitrary<T[K]> },
  optional: Record<string, fc.Arbitrary<unknown>> = {},
) =>
  fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([one, two]) => ({ ...one, ...two }));

const parameter = fc.record({ name: word, value: text });
const feedback = shape({ type: word, parameters: some(parameter) }, { subtype: text });
const withFeedback = { feedback: some(feedback) };
const payload = shape(
  { id: count(127), parameters: some(parameter), ...withFeedback },
  {
    name: text,
    clockrate: count(),
    channels: count(255),
    ptime: count(),
    maxptime: count(),
    feedbackIntervalMs: count(),
  },
);
const source = fc.record({
  ssrc: count(),
  parameters: some(shape({ name: word }, { value: text })),
});
const description = shape(
  {
    kind: fc.constant('rtp'),
    media: word,
    payloads: some(payload),
    ...withFeedback,
    headerExtensions: some(
      shape(
        { id: count(4351), uri: word, parameters: some(parameter) },
        { senders: fc.constantFrom(...extensionSenders) },
      ),
    ),
    sources: some(source),
    sourceGroups: some(fc.record({ semantics: word, sources: some(count()) })),
    categories: fc.uniqueArray(fc.constantFrom(...contentCategories)),
  },
  {
    ssrc: count(),
    rtcpMux: fc.constant(true),
    bandwidth: fc.record({ type: word, value: text }),
    extmapAllowMixed: fc.constant(true),
    feedbackIntervalMs: count(),
  },
);
const candidate = shape(
  {
    component: count(256),
    foundation: word,
    generation: count(255),
    id: text,
    ip: word,
    port: count(65535),
    priority: count(),
    protocol: word,
    type: fc.constantFrom(...iceCandidateTypes),
  },
  { network: count(), tcpType: word, relAddr: text, relPort: count(65535) },
);
const transport = shape(
  {
    kind: fc.constant('ice-udp'),
    candidates: some(candidate),
    remoteCandidates: some(fc.record({ component: count(256), ip: word, port: count(65535) })),
    fingerprints: some(
      shape({ hash: word, value: word }, { setup: fc.constantFrom(...dtlsSetups) }),
    ),
  },
  {
    ufrag: text,
    pwd: text,
    sctp: shape({ port: count(65535), protocol: word }, { streams: count(65535) }),
  },
);
const content = shape(
  { creator: fc.constantFrom(...jingleParties), name: text },
  {
    senders: fc.constantFrom(...jingleSenders),
    disposition: text,
    description,
    transport,
  },
);
const reason = fc.oneof(
  shape({ condition: fc.constantFrom(...jingleReasonConditions) }, { text }),
  fc.record({ condition: fc.constant('alternative-session'), sid: word }),
);
const jingle = shape(
  {
    action: fc.constantFrom(...jingleActions),
    sid: word,
    contents: some(content),
    groups: some(fc.record({ semantics: word, contents: some(text) })),
  },
  { initiator: text, responder: text, reason },
) as fc.Arbitrary<Jingle>;
const info = fc.oneof(
  fc.record({ type: fc.constantFrom('active', 'hold', 'ringing', 'unhold') }),
  shape(
    { type: fc.constantFrom('mute', 'unmute') },
    { creator: fc.constantFrom(...jingleParties), name: text },
  ),
) as fc.Arbitrary<Jingle['info']>;
const call = fc.oneof(
  fc.record({ type: fc.constantFrom('ringing', 'proceed', 'accept'), sid: word }),
  fc.record({ type: fc.constant('propose'), sid: word, descriptions: some(description) }),
  shape(
    { type: fc.constantFrom('reject', 'retract'), sid: word },
    { reason, isTieBreak: fc.constant(true) },
  ),
  shape({ type: fc.constant('finish'), sid: word }, { reason, migratedTo: word }),
) as fc.Arbitrary<CallMessage>;

describe('whatever is written is read again', () => {
  const again = (el: { toString(): string }) => parse(el.toString());

  it('of sessions', () => {
    fc.assert(
      fc.property(jingle, (given) => {
        expect(readJingle(again(jingleElement(given)))).toEqual(given);
      }),
    );
  });

  it('of what parties tell', () => {
    fc.assert(
      fc.property(word, info, (sid, told) => {
        const given = {
          action: 'session-info',
          sid,
          contents: [],
          groups: [],
          info: told,
        } as const;
        expect(readJingle(again(jingleElement(given as unknown as Jingle)))).toEqual(given);
      }),
    );
    expect(rtpInfoTypes).toHaveLength(6);
  });

  it('of messages', () => {
    fc.assert(
      fc.property(call, (given) => {
        expect(readCallElement(again(callElement(given)))).toEqual(given);
      }),
    );
  });

  it('of conferences', () => {
    const muji = shape({ contents: some(content) }, { isPreparing: fc.constant(true) });
    fc.assert(
      fc.property(muji as fc.Arbitrary<Muji>, (given) => {
        expect(readMuji(again(presenceStanza({}, mujiElement(given))))).toEqual(given);
      }),
    );
  });
});
