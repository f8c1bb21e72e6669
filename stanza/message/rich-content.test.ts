import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { parse, parseJid, type Element } from '../core/index.js';
import {
  NS_MODERATION,
  NS_MODERATION_0,
  countCharacters,
  isUnstyled,
  moderateRequest,
  reactionsMessage,
  readMeAction,
  readMessage,
  readModeration,
  readRich,
  retractionMessage,
  withoutFallback,
  type RichContent,
} from './index.js';

const account = parseJid('juliet@capulet.example');
const rich = (name: string) => fixtureJson<{ rich: RichContent }>(`message/${name}`).rich;
const message = (inner: string) => parse(`<message xmlns='jabber:client'>${inner}</message>`);

describe('what stands beside the texts of a message', () => {
  it.each([
    ...(['correction', 'retraction', 'tombstone', 'reactions', 'reply', 'mention'] as const),
    ...(['encrypted', 'spoiler', 'file', 'media', 'sticker'] as const),
  ])('is read as in %s', (name) => {
    const stanza = fixture(`message/${name}`);
    expect(readRich(stanza)).toEqual(rich(name));
    expect(readMessage(stanza, account)).toMatchObject(rich(name));
  });

  it('is no word of whoever refuses a message', () => {
    const refused = fixture('message/reactions', { type: 'error' });
    expect(readMessage(refused, account)).not.toHaveProperty('reactions');
  });

  it.each([
    "<replace xmlns='urn:xmpp:message-correct:0'/>",
    "<retract xmlns='urn:xmpp:message-retract:1' id=''/>",
    "<reactions xmlns='urn:xmpp:reactions:0'><reaction>x</reaction></reactions>",
    "<reply xmlns='urn:xmpp:reply:0' to='a@b.example'/>",
    "<fallback xmlns='urn:xmpp:fallback:0'/>",
    "<fallback xmlns='urn:xmpp:fallback:0' for='x'><body start='2' end='1'/></fallback>",
    "<fallback xmlns='urn:xmpp:fallback:0' for='x'><body start='-1' end='1'/></fallback>",
    "<reference xmlns='urn:xmpp:reference:0' type='other' uri='x'/>",
    "<reference xmlns='urn:xmpp:reference:0' type='data'/>",
    "<encryption xmlns='urn:xmpp:eme:0'/>",
    "<x xmlns='jabber:x:oob'><desc>x</desc></x>",
    "<file-sharing xmlns='urn:xmpp:sfs:0'/>",
    "<reference xmlns='urn:xmpp:reference:0'><media-sharing xmlns='urn:xmpp:sims:1'/></reference>",
    "<y xmlns='a'><replace xmlns='urn:xmpp:message-correct:0' id='x'/></y>",
  ])('is none where it is malformed: %s', (inner) => {
    expect(readRich(message(inner))).toEqual({});
  });

  it('is bounded', () => {
    const reactions = Array.from(
      { length: 100 },
      (_, index) => `<reaction>${String(index)}</reaction>`,
    );
    const el = message(
      `<reactions xmlns='urn:xmpp:reactions:0' id='x'>${reactions.join('')}</reactions>` +
        "<reference xmlns='urn:xmpp:reference:0' type='data' uri='x'/>".repeat(100) +
        "<fallback xmlns='urn:xmpp:fallback:0' for='x'/>".repeat(100),
    );
    const read = readRich(el);
    expect(read.reactions?.reactions).toHaveLength(64);
    expect(read.references).toHaveLength(64);
    expect(read.fallbacks).toHaveLength(32);
  });

  it('has each reaction once, and places that the body has', () => {
    const el = message(
      "<body>👋 hi</body><reactions xmlns='urn:xmpp:reactions:0' id='x'><reaction> a </reaction><reaction>a</reaction><reaction/></reactions>" +
        "<reference xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:a' begin='2' end='4'/>" +
        "<reference xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:b' begin='2' end='5'/>",
    );
    expect(readRich(el)).toEqual({
      reactions: { id: 'x', reactions: ['a'] },
      references: [
        { type: 'mention', uri: 'xmpp:a', begin: 2, end: 4 },
        { type: 'mention', uri: 'xmpp:b' },
      ],
    });
  });

  it('shows only addresses of the web as sources', () => {
    const source = (url: string) =>
      `<url-data xmlns='http://jabber.org/protocol/url-data' target='${url}'/>`;
    const el = message(
      `<file-sharing xmlns='urn:xmpp:sfs:0'><file xmlns='urn:xmpp:file:metadata:0'/><sources>${source('javascript:alert(1)')}${source('file:///etc/passwd')}${source('https://a.example/')}</sources></file-sharing>`,
    );
    expect(readRich(el).files?.[0]?.urls).toEqual(['https://a.example/']);
  });
});

describe('building it', () => {
  it('says what takes back and reacts as the XEPs do', () => {
    const beside = { to: 'lord@capulet.example', type: 'chat' } as const;
    const own = { from: undefined, id: undefined };
    const said = "/me retracted a previous message, but it's unsupported by your client.";
    toEqualXml(
      retractionMessage({ id: 'wrong-recipient-1' }, said, beside),
      fixture('message/retraction', own),
    );
    const { reactions = { id: '', reactions: [] } } = rich('reactions');
    toEqualXml(
      reactionsMessage(reactions, { to: 'romeo@capulet.net/orchard', type: 'chat' }),
      fixture('message/reactions', own),
    );
    const reason = 'This message contains inappropriate content for this forum';
    const asked = { id: 'stanza-id-1', reason };
    const inIq = (name: string): Element => fixture(name).getChildElements()[0] ?? fixture(name);
    toEqualXml(moderateRequest(asked, NS_MODERATION), inIq('message/moderate'));
    toEqualXml(moderateRequest(asked, NS_MODERATION_0), inIq('message/moderate-0'));
  });

  it('may carry a reason', () => {
    const beside = { to: 'a@b.example', type: 'groupchat' } as const;
    const retraction = { id: 'i', reason: 'a typo' };
    expect(readRich(retractionMessage(retraction, 'x', beside))).toMatchObject({
      retracts: retraction,
    });
  });
});

describe('what a room tells of its moderators', () => {
  const moderated = (stanza: Element): Element =>
    stanza.getChildElements()[0]?.getChildElements()[0] ?? stanza;

  it.each(['moderated', 'moderated-0'])('is read as in %s, and is no retraction', (name) => {
    const stanza = fixture(`message/${name}`);
    const { room: _room, ...content } = fixtureJson<{ content: Record<string, unknown> }>(
      `message/${name}`,
    ).content;
    expect(readModeration(moderated(stanza))).toEqual(content);
    expect(readRich(stanza)).toEqual({});
  });

  it.each([
    `<retract xmlns='urn:xmpp:message-retract:1'><moderated xmlns='${NS_MODERATION}'/></retract>`,
    `<retract xmlns='urn:xmpp:message-retract:1' id='x'><moderated xmlns='${NS_MODERATION_0}'/></retract>`,
    `<apply-to xmlns='urn:xmpp:fasten:0' id='x'><moderated xmlns='${NS_MODERATION_0}'/></apply-to>`,
    `<other xmlns='urn:xmpp:message-retract:1' id='x'><moderated xmlns='${NS_MODERATION}'/></other>`,
  ])('is not read of %s', (inner) => {
    expect(readModeration(moderated(message(inner)))).toBeUndefined();
  });
});

describe('a body', () => {
  it('loses what stands for something that is known, and nothing else', () => {
    const { body = '', fallbacks = [] } = readMessage(fixture('message/reply'), account) ?? {};
    expect(withoutFallback(body, fallbacks, ['urn:xmpp:reply:0'])).toBe('Great idea!');
    expect(withoutFallback(body, fallbacks, [])).toBe(body);
    expect(withoutFallback('all', [{ for: 'x' }], ['x'])).toBe('');
    expect(withoutFallback('all', [{ for: 'x', subject: [{}] }], ['x'])).toBe('all');
    expect(withoutFallback('👋👋 hi', [{ for: 'x', body: [{ start: 0, end: 3 }] }], ['x'])).toBe(
      'hi',
    );
  });

  it('is counted in code points', () => {
    expect(countCharacters('a👋é')).toBe(3);
    expect(countCharacters('👨‍👩‍👧')).toBe(5);
  });

  it('may say what somebody does', () => {
    expect(readMeAction('/me waves')).toBe('waves');
    expect(readMeAction(' /me waves')).toBeUndefined();
    expect(readMeAction("/me's")).toBeUndefined();
    expect(isUnstyled(message("<unstyled xmlns='urn:xmpp:styling:0'/>"))).toBe(true);
    expect(isUnstyled(message(''))).toBe(false);
  });
});
