import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fixtureJson } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { parse } from '../../core/index.js';
import {
  bareRtpDescription,
  jingleElement,
  readJingle,
  readSdp,
  readSdpCandidates,
  writeSdp,
  writeSdpCandidates,
  type DescribedContents,
  type JingleContent,
  type SdpCandidate,
} from '../index.js';

const sdp = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/jingle/${name}.sdp`, import.meta.url), 'utf8');

/** Over the wire: into a `<jingle/>`, written, parsed and read. */
function carried(described: DescribedContents): DescribedContents {
  const el = jingleElement({ action: 'session-initiate', sid: 's', ...described });
  const read = readJingle(parse(el.toString()));
  if (read === undefined) throw new Error('expected a session');
  return read;
}

const linesOf = (text: string): string[] => text.split('\r\n').sort();

/** What no specification has a word for, and what the writer says in its own way. */
const unsaid = /^(o=|a=(msid-semantic|rtcp-rsize|rtcp-xr|max-message-size|extmap-allow-mixed))/;
const words = (text: string): string[] =>
  linesOf(text)
    .filter((line) => !unsaid.test(line))
    // With ICE the address of the first candidate has no meaning there (RFC 8839 section 4.2.1).
    .map((line) => line.replace(/^c=.*/, 'c=').replace(/^(m=\S+) \d+/, '$1 9'))
    .map((line) => line.replace(/ ?(ufrag \S+|network(-id|-cost)? \d+)/g, ''));

describe('a description', () => {
  it.each(['chromium-offer', 'chromium-gathered'])(
    'is the same after its way as Jingle, as in %s',
    (name) => {
      const given = sdp(name);
      const written = writeSdp(carried(readSdp(given, { by: 'initiator' })), { by: 'initiator' });
      expect(words(written)).toEqual(words(given));
    },
  );

  it.each(['chromium-offer', 'chromium-gathered', 'firefox-offer'])(
    'says the same when it is read again, as in %s',
    (name) => {
      const read = readSdp(sdp(name), { by: 'initiator' });
      expect(carried(read)).toEqual({ action: 'session-initiate', sid: 's', ...read });
      expect(readSdp(writeSdp(read, { by: 'initiator' }), { by: 'initiator' })).toEqual(read);
    },
  );

  it('tells contents, groups, and how they are carried', () => {
    const { contents, groups } = readSdp(sdp('chromium-offer'), { by: 'initiator' });
    expect(groups).toEqual([{ semantics: 'BUNDLE', contents: ['0', '1', '2'] }]);
    expect(contents.map(({ name, creator, senders }) => [name, creator, senders])).toEqual([
      ['0', 'initiator', undefined],
      ['1', 'initiator', undefined],
      ['2', 'initiator', undefined],
    ]);
    expect(contents[0]?.description).toMatchObject({
      media: 'audio',
      rtcpMux: true,
      extmapAllowMixed: true,
      payloads: expect.arrayContaining([
        {
          id: 111,
          name: 'opus',
          clockrate: 48000,
          channels: 2,
          parameters: [
            { name: 'minptime', value: '10' },
            { name: 'useinbandfec', value: '1' },
          ],
          feedback: [{ type: 'transport-cc', parameters: [] }],
        },
      ]),
    });
    expect(contents[2]).toEqual({
      creator: 'initiator',
      name: '2',
      transport: expect.objectContaining({ sctp: { port: 5000, protocol: 'webrtc-datachannel' } }),
    });
    expect(contents[1]?.transport).toMatchObject({
      ufrag: 'skaA',
      fingerprints: [{ hash: 'sha-256', setup: 'actpass' }],
    });
  });

  it('of Firefox says for each content what it says for all', () => {
    const { contents } = readSdp(sdp('firefox-offer'), { by: 'initiator' });
    expect(contents).toHaveLength(3);
    for (const { transport } of contents) {
      expect(transport).toMatchObject({ fingerprints: [{ hash: 'sha-256', setup: 'actpass' }] });
    }
    expect(contents[0]?.description).toMatchObject({
      headerExtensions: expect.arrayContaining([
        {
          id: 2,
          uri: 'urn:ietf:params:rtp-hdrext:csrc-audio-level',
          senders: 'responder',
          parameters: [],
        },
      ]),
      sources: [
        {
          ssrc: 2655508255,
          parameters: [{ name: 'cname' }, { name: 'msid', value: expect.stringContaining('} {') }],
        },
      ],
    });
  });

  it('says who sends as the other side has it', () => {
    const { contents } = readSdp(sdp('chromium-answer'), { by: 'responder' });
    expect(contents.map(({ senders }) => senders)).toEqual([undefined, 'initiator', undefined]);
    const answer = writeSdp(
      { contents, groups: [] },
      { by: 'responder', offer: sdp('chromium-offer') },
    );
    expect(answer).toContain('a=recvonly');
    expect(
      readSdp('v=0\r\nm=audio 9 RTP/AVP 0\r\na=inactive\r\n', { by: 'initiator' }),
    ).toMatchObject({
      contents: [{ name: '0', senders: 'none' }],
    });
  });

  it('names who described a content first', () => {
    const creators = new Map([['1', 'responder' as const]]);
    const { contents } = readSdp(sdp('chromium-offer'), { by: 'responder', creators });
    expect(contents.map(({ creator }) => creator)).toEqual(['initiator', 'responder', 'initiator']);
  });

  it('reads data channels as they were written before', () => {
    const old =
      'v=0\r\nm=application 9 DTLS/SCTP 5000\r\na=sctpmap:5000 webrtc-datachannel 1024\r\n';
    expect(readSdp(old, { by: 'initiator' }).contents[0]?.transport).toMatchObject({
      sctp: { port: 5000, protocol: 'webrtc-datachannel', streams: 1024 },
    });
  });

  it('with a line that is none throws: it is ours', () => {
    expect(() => readSdp('v=0\r\nm=audio\r\n', { by: 'initiator' })).toThrow(SyntaxError);
  });
});

describe('an answer', () => {
  const offer = sdp('chromium-offer');
  const { contents, groups } = readSdp(sdp('chromium-answer'), { by: 'responder' });

  it('refuses what is not in it, in its place', () => {
    const taken = contents.filter(({ name }) => name !== '1');
    const answer = writeSdp({ contents: taken, groups }, { by: 'responder', offer });
    expect(answer).toContain('a=group:BUNDLE 0 2\r\n');
    expect(answer.match(/^m=\S+ \d+/gm)).toEqual(['m=audio 9', 'm=video 0', 'm=application 9']);
    expect(readSdp(answer, { by: 'responder' }).contents.map(({ name }) => name)).toEqual([
      '0',
      '2',
    ]);
  });

  it('keeps a section that is only there for a bundle', () => {
    const bundled = offer
      .replace('m=video 9', 'm=video 0')
      .replace('a=mid:1', 'a=mid:1\r\na=bundle-only');
    expect(readSdp(bundled, { by: 'initiator' }).contents).toHaveLength(3);
  });

  it('with a content that was not offered is refused', () => {
    const stranger = contents.map((content) => ({ ...content, name: `x${content.name}` }));
    expect(() => writeSdp({ contents: stranger, groups }, { by: 'responder', offer })).toThrow(
      'expected contents that were offered, got x0',
    );
  });
});

describe('what a peer says', () => {
  const rtp = {
    ...bareRtpDescription('audio'),
    payloads: [{ id: 0, parameters: [], feedback: [] }],
  };
  const transport = {
    kind: 'ice-udp',
    candidates: [],
    remoteCandidates: [],
    fingerprints: [],
  } as const;
  const content: JingleContent = { creator: 'initiator', name: 'a', description: rtp, transport };
  const write = (given: JingleContent) =>
    writeSdp({ contents: [given], groups: [] }, { by: 'initiator' });
  const evil = 'x\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host';

  it('has the profile that it asks for', () => {
    expect(write(content)).toContain('m=audio 9 RTP/AVP 0\r\n');
    expect(
      write({ ...content, description: { ...rtp, feedback: [{ type: 'nack', parameters: [] }] } }),
    ).toContain('m=audio 9 RTP/AVPF 0\r\n');
  });

  it.each<[string, JingleContent]>([
    ['a name', { ...content, name: evil }],
    ['a user fragment', { ...content, transport: { ...transport, ufrag: evil } }],
    ['a password', { ...content, transport: { ...transport, pwd: evil } }],
    [
      'a fingerprint',
      { ...content, transport: { ...transport, fingerprints: [{ hash: 'sha-1', value: evil }] } },
    ],
    ['a medium', { ...content, description: { ...rtp, media: evil } }],
    [
      'a bandwidth',
      { ...content, description: { ...rtp, bandwidth: { type: 'AS', value: evil } } },
    ],
    [
      'a parameter',
      {
        ...content,
        description: {
          ...rtp,
          payloads: [{ id: 0, parameters: [{ name: 'a', value: evil }], feedback: [] }],
        },
      },
    ],
    [
      'a source',
      {
        ...content,
        description: {
          ...rtp,
          sources: [{ ssrc: 1, parameters: [{ name: 'msid', value: evil }] }],
        },
      },
    ],
    ['no payload types', { ...content, description: { ...rtp, payloads: [] } }],
  ])('is refused where it would be read as more than it may be: %s', (_what, given) => {
    expect(() => write(given)).toThrow(expect.objectContaining({ name: 'MalformedStanza' }));
  });

  it('of other applications has no words in SDP', () => {
    const other = { kind: 'other', xmlns: 'urn:x', xml: '' } as const;
    expect(write({ ...content, description: other })).not.toContain('m=');
    expect(write({ ...content, transport: other })).not.toContain('m=');
  });
});

describe('candidates', () => {
  const { candidates } = fixtureJson<{ candidates: SdpCandidate[] }>('jingle/chromium-candidates');
  const offer = sdp('chromium-offer');

  it('go with the credentials of their description, and come out as they were', () => {
    const contents = readSdpCandidates(candidates, offer);
    expect(contents.map(({ name }) => name)).toEqual(['0', '1']);
    expect(contents[0]?.transport).toMatchObject({
      ufrag: 'skaA',
      pwd: 'ZXZ4TUUzxsMYaT9Q5rWNPnuQ',
    });
    const written = writeSdpCandidates(carried({ contents, groups: [] }).contents);
    expect(written.map(({ sdpMid }) => sdpMid)).toEqual(['0', '0', '1']);
    expect(written[0]).toEqual({
      candidate:
        'candidate:393378159 1 udp 2122194687 127.0.0.1 57854 typ host generation 0 ufrag skaA network 3',
      sdpMid: '0',
      usernameFragment: 'skaA',
    });
    expect(written[1]?.candidate).toContain('tcptype active');
    expect(readSdpCandidates(written, offer)).toEqual(contents);
  });

  it('are found by the place of their section, too', () => {
    const [first] = candidates;
    const placed = { candidate: first?.candidate ?? '', sdpMLineIndex: 1 };
    expect(readSdpCandidates([placed], offer).map(({ name }) => name)).toEqual(['1']);
  });

  it('end with one that says nothing', () => {
    expect(readSdpCandidates([{ candidate: '', sdpMid: '0' }], offer)).toEqual([]);
    expect(readSdpCandidates([{ candidate: 'candidate:1 1 udp', sdpMid: '0' }], offer)).toEqual([]);
  });

  it('keep their related address', () => {
    const line =
      'candidate:2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 2';
    const contents = readSdpCandidates([{ candidate: line, sdpMid: '0' }], offer);
    expect(writeSdpCandidates(contents)[0]?.candidate).toBe(`${line} ufrag skaA`);
  });

  it('with a field that would be read as another one are refused', () => {
    const [content] = readSdpCandidates(candidates, offer);
    const transport = content?.transport?.kind === 'ice-udp' ? content.transport : undefined;
    const [one] = transport?.candidates ?? [];
    const forged = {
      ...content!,
      transport: { ...transport!, candidates: [{ ...one!, ip: '1 2' }] },
    };
    expect(() => writeSdpCandidates([forged])).toThrow('expected a word as a field of a candidate');
  });
});

// ── whatever is described is described again ──────────────────────────────────────────────────────

const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'aZ09-.<&"') });
const count = (max: number) => fc.integer({ min: 0, max });
const some = <T>(of: fc.Arbitrary<T>, minLength = 0) => fc.array(of, { minLength, maxLength: 3 });
const maybe = <K extends string, T>(key: K, of: fc.Arbitrary<T>) =>
  fc.option(of, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }));
const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object);

const parameter = fc.record({ name: word, value: fc.oneof(word, fc.constant('')) });
const feedback = merged(
  fc.record({ type: word }),
  maybe('subtype', word),
  fc.constant({ parameters: [] }),
);
const payload = merged(
  fc.record({ id: count(127), parameters: some(parameter), feedback: some(feedback) }),
  fc.option(
    merged(fc.record({ name: word, clockrate: count(96000) }), maybe('channels', count(8))),
    { nil: {} },
  ),
  maybe('feedbackIntervalMs', count(1000)),
);
const description = merged(
  fc.record({
    kind: fc.constant('rtp'),
    media: fc.constantFrom('audio', 'video'),
    payloads: fc.uniqueArray(payload, {
      minLength: 1,
      maxLength: 3,
      selector: (each) => (each as { id: number }).id,
    }),
    feedback: some(feedback),
    headerExtensions: some(
      merged(
        fc.record({ id: count(255), uri: word, parameters: some(parameter) }),
        maybe('senders', fc.constantFrom('initiator', 'responder')),
      ),
    ),
    sources: fc.uniqueArray(
      fc.record({
        ssrc: count(0xffffffff),
        parameters: fc.constantFrom(
          [{ name: 'cname', value: 'c:1' }],
          [{ name: 'cname', value: 'c' }, { name: 'label' }],
        ),
      }),
      { maxLength: 2, selector: ({ ssrc }) => ssrc },
    ),
    sourceGroups: some(fc.record({ semantics: word, sources: some(count(0xffffffff)) })),
    categories: fc.uniqueArray(fc.constantFrom('slides', 'speaker', 'main')),
  }),
  maybe('rtcpMux', fc.constant(true)),
  maybe('bandwidth', fc.record({ type: word, value: word })),
  maybe('extmapAllowMixed', fc.constant(true)),
  maybe('feedbackIntervalMs', count(1000)),
);
const setup = fc.constantFrom('active', 'passive', 'actpass');
const transport = merged(
  fc.record({
    kind: fc.constant('ice-udp'),
    candidates: fc.constantFrom(
      [],
      [
        {
          component: 1,
          foundation: '1',
          generation: 0,
          id: '1-1-0-udp-192.0.2.1-9',
          ip: '192.0.2.1',
          port: 9,
          priority: 1,
          protocol: 'udp',
          type: 'relay',
          relAddr: '192.0.2.2',
          relPort: 8,
        },
      ],
    ),
    remoteCandidates: fc.constant([]),
    fingerprints: fc
      .tuple(setup, some(fc.record({ hash: word, value: word })))
      .map(([role, all]) => all.map((each) => ({ ...each, setup: role }))),
  }),
  maybe('ufrag', word),
  maybe('pwd', word),
);
const data = transport.map((each) => ({
  ...each,
  sctp: { port: 5000, protocol: 'webrtc-datachannel' },
}));
const content = fc.oneof(
  merged(
    fc.record({ creator: fc.constant('initiator'), name: word, description, transport }),
    maybe('senders', fc.constantFrom('initiator', 'none', 'responder')),
  ),
  fc.record({ creator: fc.constant('initiator'), name: word, transport: data }),
) as fc.Arbitrary<JingleContent>;
const contents = fc.uniqueArray(content, { maxLength: 4, selector: ({ name }) => name });

describe('whatever is described', () => {
  it('is described again, by either side', () => {
    fc.assert(
      fc.property(
        contents,
        fc.constantFrom('initiator' as const, 'responder' as const),
        (all, by) => {
          const names = all.map(({ name }) => name);
          const groups = names.length === 0 ? [] : [{ semantics: 'BUNDLE', contents: names }];
          const given = { contents: all, groups };
          const written = writeSdp(carried(given), { by });
          expect(readSdp(written, { by })).toEqual(given);
          expect(writeSdp(readSdp(written, { by }), { by })).toBe(written);
        },
      ),
    );
  });
});
