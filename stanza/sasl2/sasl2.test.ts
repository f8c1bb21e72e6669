import { describe, expect, it } from '@jest/globals';
import { parse, parseJid, write, xml } from '../core/index.js';
import {
  offersInline,
  readSasl2Feature,
  readSasl2Message,
  readSasl2Reply,
  readScramUpgradeHash,
  readScramUpgradeSalt,
  sasl2Abort,
  sasl2Authenticate,
  sasl2Challenge,
  sasl2Continue,
  sasl2Failure,
  sasl2Feature,
  sasl2Next,
  sasl2Response,
  sasl2Success,
  sasl2TaskData,
  scramUpgradeHash,
  scramUpgradeSalt,
} from './index.js';

const NS = "xmlns='urn:xmpp:sasl:2'";
const AGENT = `<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'>
    <software>AwesomeXMPP</software>
    <device>Kiva's Phone</device>
  </user-agent>`;
const userAgent = {
  id: 'd4565fa7-4d72-4749-b3d3-740edbf87770',
  software: 'AwesomeXMPP',
  device: "Kiva's Phone",
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const names = (elements: readonly { getNS(): string | undefined; getName(): string }[]): string[] =>
  elements.map((el) => `${el.getName()} ${el.getNS() ?? ''}`);

describe('what a server offers', () => {
  it('is mechanisms, and what goes with the login (XEP-0388 section 2.1)', () => {
    const feature = readSasl2Feature(
      parse(`<authentication ${NS}>
        <mechanism>SCRAM-SHA-1</mechanism>
        <mechanism>SCRAM-SHA-1-PLUS</mechanism>
        <inline><sm xmlns='urn:xmpp:sm:3'/><bind xmlns='urn:xmpp:bind:0'/></inline>
      </authentication>`),
    );
    expect(feature?.mechanisms).toEqual(['SCRAM-SHA-1', 'SCRAM-SHA-1-PLUS']);
    expect(names(feature?.inline ?? [])).toEqual(['sm urn:xmpp:sm:3', 'bind urn:xmpp:bind:0']);
    expect(feature?.upgrades).toEqual([]);
    expect(offersInline(feature ?? { inline: [] }, 'sm', 'urn:xmpp:sm:3')).toBe(true);
    expect(offersInline(feature ?? { inline: [] }, 'sm', 'urn:xmpp:sm:2')).toBe(false);
  });

  it('names upgrades (XEP-0480 section 2.1)', () => {
    const text = `<authentication ${NS}><mechanism>SCRAM-SHA-1</mechanism>
      <inline><resume xmlns='urn:xmpp:sm:3'/></inline>
      <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-256</upgrade>
      <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-512</upgrade></authentication>`;
    expect(readSasl2Feature(parse(text))?.upgrades).toEqual([
      'UPGR-SCRAM-SHA-256',
      'UPGR-SCRAM-SHA-512',
    ]);
  });

  it('is read as it was written', () => {
    const inline = [xml('sm', { xmlns: 'urn:xmpp:sm:3' })];
    const written = sasl2Feature({ mechanisms: ['PLAIN'], inline, upgrades: ['UPGR-X'] });
    expect(write(written)).toBe(
      '<authentication xmlns="urn:xmpp:sasl:2"><mechanism>PLAIN</mechanism><inline>' +
        '<sm xmlns="urn:xmpp:sm:3"/></inline>' +
        '<upgrade xmlns="urn:xmpp:sasl:upgrade:0">UPGR-X</upgrade></authentication>',
    );
    expect(write(sasl2Feature({ mechanisms: ['PLAIN'] }))).not.toContain('inline');
  });

  it.each([
    `<authentication ${NS}/>`,
    `<mechanisms ${NS}><mechanism>PLAIN</mechanism></mechanisms>`,
    "<authentication xmlns='urn:xmpp:sasl:1'><mechanism>PLAIN</mechanism></authentication>",
  ])('is not %s', (text) => {
    expect(readSasl2Feature(parse(text))).toBeUndefined();
  });
});

describe('what a client says', () => {
  const read = (text: string) => readSasl2Message(parse(text));

  it('begins with a mechanism (section 2.3)', () => {
    const text = `<authenticate ${NS} mechanism='SCRAM-SHA-1-PLUS'>
      <initial-response>cD10bHMtZXhwb3J0ZXIsLG49dXNlcixyPTEyQzRDRDVDLUUzOEUtNEE5OC04RjZELTE1QzM4RjUxQ0NDNg==</initial-response>
      ${AGENT}</authenticate>`;
    expect(read(text)).toEqual({
      kind: 'authenticate',
      mechanism: 'SCRAM-SHA-1-PLUS',
      initial: bytes('p=tls-exporter,,n=user,r=12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6'),
      userAgent,
      inline: [],
      upgrades: [],
    });
  });

  it('asks for more than a login (sections 2.3 and 7.3)', () => {
    const text = `<authenticate ${NS} mechanism='BLURDYBLOOP'>
      <initial-response>
        SSBzaG91bGQgbWFrZSB0aGlzIGEgY29tcGV0aXRpb24=
      </initial-response>
      ${AGENT}
      <bind xmlns='urn:xmpp:bind:example'/>
      <megabind xmlns='urn:example:megabind'><resource>this-one-please</resource></megabind>
      <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-BLOOP2</upgrade>
      </authenticate>`;
    const message = read(text);
    expect(message).toMatchObject({
      initial: bytes('I should make this a competition'),
      upgrades: ['UPGR-BLOOP2'],
    });
    expect(message?.kind === 'authenticate' && names(message.inline)).toEqual([
      'bind urn:xmpp:bind:example',
      'megabind urn:example:megabind',
    ]);
  });

  it('may have nothing to say first, which is not the same as saying nothing (section 7.2)', () => {
    expect(read(`<authenticate ${NS} mechanism='CRAM-MD5'>${AGENT}</authenticate>`)).toEqual({
      kind: 'authenticate',
      mechanism: 'CRAM-MD5',
      userAgent,
      inline: [],
      upgrades: [],
    });
    const empty = `<authenticate ${NS} mechanism='EXTERNAL'><initial-response/></authenticate>`;
    expect(read(empty)).toMatchObject({ initial: bytes('') });
  });

  it.each([
    [
      'a response',
      `<response ${NS}>
        Li4uSSdsbCBidXkgYSBiZWVyIGZvciB0aGUgZmlyc3QgcGVyc29uIHdoby4uLg==
      </response>`,
      { kind: 'response', data: bytes("...I'll buy a beer for the first person who...") },
    ],
    ['an empty response', `<response ${NS}/>`, { kind: 'response', data: bytes('') }],
    ['an end', `<abort ${NS}/>`, { kind: 'abort' }],
    ['an end with a reason', `<abort ${NS}><text>No</text></abort>`, { kind: 'abort', text: 'No' }],
    ['a task without more', `<next ${NS} task='T'/>`, { kind: 'next', task: 'T', content: [] }],
    ['data of a task', `<task-data ${NS}/>`, { kind: 'task-data', content: [] }],
  ])('is %s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('is a task with its own elements (section 2.6.3)', () => {
    const next = read(`<next ${NS} task='TOTP-EXAMPLE'>
      <totp xmlns="urn:totp:example">SSd2ZSBydW4gb3V0IG9mIGlkZWFzIGhlcmUu</totp></next>`);
    expect(next?.kind === 'next' && names(next.content)).toEqual(['totp urn:totp:example']);
  });

  it.each([
    `<authenticate ${NS}/>`,
    `<authenticate ${NS} mechanism=''/>`,
    `<authenticate ${NS} mechanism='PLAIN'><initial-response>=</initial-response></authenticate>`,
    `<response ${NS}>=</response>`,
    `<next ${NS}/>`,
    `<challenge ${NS}/>`,
    "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
  ])('is not %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    [
      sasl2Authenticate({
        mechanism: 'PLAIN',
        initial: bytes('\0a\0b'),
        userAgent,
        inline: [xml('bind', { xmlns: 'urn:xmpp:bind:0' })],
        upgrades: ['UPGR-X'],
      }),
      `<authenticate ${NS} mechanism='PLAIN'><upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-X</upgrade><initial-response>AGEAYg==</initial-response><user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'><software>AwesomeXMPP</software><device>Kiva's Phone</device></user-agent><bind xmlns='urn:xmpp:bind:0'/></authenticate>`,
    ],
    [sasl2Authenticate({ mechanism: 'X' }), `<authenticate ${NS} mechanism='X'/>`],
    [sasl2Response(bytes('ok')), `<response ${NS}>b2s=</response>`],
    [sasl2Response(bytes('')), `<response ${NS}/>`],
    [sasl2Abort(), `<abort ${NS}/>`],
    [sasl2Abort('No'), `<abort ${NS}><text>No</text></abort>`],
    [sasl2Next('T', xml('t', { xmlns: 'x:y' })), `<next ${NS} task='T'><t xmlns='x:y'/></next>`],
    [sasl2TaskData(xml('t', { xmlns: 'x:y' })), `<task-data ${NS}><t xmlns='x:y'/></task-data>`],
  ])('is written: %#', (el, expected) => {
    expect(write(el)).toBe(write(parse(expected)));
    expect(readSasl2Message(el)).toEqual(read(write(el)));
  });
});

describe('what a server says', () => {
  const read = (text: string) => readSasl2Reply(parse(text));

  it('is a challenge (section 2.5)', () => {
    expect(
      read(`<challenge ${NS}>
        U28sIG5leHQgRk9TREVNIC0gMjAxOCwgdGhhdCBpcy4uLg==
      </challenge>`),
    ).toEqual({ kind: 'challenge', data: bytes('So, next FOSDEM - 2018, that is...') });
  });

  it('is success, with the last word of the mechanism (section 2.6.1)', () => {
    const reply = read(`<success ${NS}>
        <additional-data>
          dj1tc1ZIcy9CeklPSERxWGVWSDdFbW1EdTlpZDg9
        </additional-data>
        <authorization-identifier>user@example.org</authorization-identifier>
      </success>`);
    expect(reply).toMatchObject({
      kind: 'success',
      data: bytes('v=msVHs/BzIOHDqXeVH7EmmDu9id8='),
      inline: [],
    });
    expect(reply?.kind === 'success' && reply.jid.toString()).toBe('user@example.org');
  });

  it('is success, with answers to what else was asked for', () => {
    const reply = read(`<success ${NS}>
        <authorization-identifier>
          juliet@montague.example/Balcony/a987dsh9a87sdh
        </authorization-identifier>
        <resumed xmlns='urn:xmpp:sm:3' h='345' previd='124'/>
      </success>`);
    if (reply?.kind !== 'success') throw new Error('expected success');
    expect(reply.jid.toString()).toBe('juliet@montague.example/Balcony/a987dsh9a87sdh');
    expect(reply.data).toBeUndefined();
    expect(names(reply.inline)).toEqual(['resumed urn:xmpp:sm:3']);
  });

  it('is a failure; what is not of RFC 6120 is left out (section 2.6.2)', () => {
    expect(
      read(`<failure ${NS}>
        <aborted xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>
        <optional-application-specific xmlns='urn:something:else'/>
        <text>This is a terrible example.</text>
      </failure>`),
    ).toEqual({ kind: 'failure', condition: 'aborted', text: 'This is a terrible example.' });
    expect(read(`<failure ${NS}/>`)).toEqual({ kind: 'failure', condition: 'not-authorized' });
  });

  it('demands tasks (section 2.6.3)', () => {
    expect(
      read(`<continue ${NS}>
        <additional-data>
          SSdtIGJvcmVkIG5vdy4=
        </additional-data>
        <tasks>
          <task>HOTP-EXAMPLE</task>
          <task>TOTP-EXAMPLE</task>
        </tasks>
        <text>This account requires 2FA</text>
      </continue>`),
    ).toEqual({
      kind: 'continue',
      data: bytes("I'm bored now."),
      tasks: ['HOTP-EXAMPLE', 'TOTP-EXAMPLE'],
      text: 'This account requires 2FA',
    });
  });

  it.each([
    `<challenge ${NS}>=</challenge>`,
    `<success ${NS}/>`,
    `<success ${NS}><authorization-identifier>@</authorization-identifier></success>`,
    `<success ${NS}><additional-data>=</additional-data><authorization-identifier>a@b.example</authorization-identifier></success>`,
    `<continue ${NS}/>`,
    `<continue ${NS}><tasks><task/></tasks></continue>`,
    `<authenticate ${NS} mechanism='PLAIN'/>`,
    "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
  ])('is not %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  const jid = parseJid('user@example.org');
  const id = '<authorization-identifier>user@example.org</authorization-identifier>';
  it.each([
    [sasl2Challenge(bytes('r=1')), `<challenge ${NS}>cj0x</challenge>`],
    [sasl2Success({ jid }), `<success ${NS}>${id}</success>`],
    [
      sasl2Success({ jid, data: bytes(''), inline: [xml('a', { xmlns: 'x:y' })] }),
      `<success ${NS}><additional-data/>${id}<a xmlns='x:y'/></success>`,
    ],
    [
      sasl2Continue({ tasks: ['A', 'B'], data: bytes('x'), text: 't' }),
      `<continue ${NS}><additional-data>eA==</additional-data><tasks><task>A</task><task>B</task></tasks><text>t</text></continue>`,
    ],
    [
      sasl2Failure({ condition: 'credentials-expired', text: 'old' }),
      `<failure ${NS}><credentials-expired xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><text>old</text></failure>`,
    ],
  ])('is written: %#', (el, expected) => {
    expect(write(el)).toBe(write(parse(expected)));
    expect(readSasl2Reply(el)).toEqual(read(write(el)));
  });
});

describe('an upgrade of SCRAM (XEP-0480 section 3)', () => {
  const SCRAM = "xmlns='urn:xmpp:scram-upgrade:0'";

  it('has a salt and iterations', () => {
    const salt = readScramUpgradeSalt(
      parse(`<salt ${SCRAM} iterations='4096'>
        QV9TWENSWFE2c2VrOGJmX1o=
      </salt>`),
    );
    expect(salt).toEqual({ salt: bytes('A_SXCRXQ6sek8bf_Z'), iterations: 4096 });
    if (salt) expect(readScramUpgradeSalt(parse(write(scramUpgradeSalt(salt))))).toEqual(salt);
  });

  it('is answered by a hash', () => {
    const hash = readScramUpgradeHash(
      parse(`<hash ${SCRAM}>
        BzOnw3Pc5H4bOLlPZ/8JAy6wnTpH05aH21KW2+Xfpaw=
      </hash>`),
    );
    expect(hash).toHaveLength(32);
    if (hash) expect(readScramUpgradeHash(parse(write(scramUpgradeHash(hash))))).toEqual(hash);
  });

  it.each([
    `<salt ${SCRAM}>QQ==</salt>`,
    `<salt ${SCRAM} iterations='0'>QQ==</salt>`,
    `<salt ${SCRAM} iterations='1e9'>QQ==</salt>`,
    `<salt ${SCRAM} iterations='4096'/>`,
    `<salt ${SCRAM} iterations='4096'>!</salt>`,
    `<hash ${SCRAM}/>`,
    "<salt xmlns='urn:x' iterations='4096'>QQ==</salt>",
  ])('is not %s', (text) => {
    expect(readScramUpgradeSalt(parse(text))).toBeUndefined();
    expect(readScramUpgradeHash(parse(text))).toBeUndefined();
  });
});
