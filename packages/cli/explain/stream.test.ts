/** Stream management: rules 52 and 53. */
import { describe, expect, it } from '@jest/globals';
import { explained } from '../testing/explained.js';

const SM = "xmlns='urn:xmpp:sm:3'";
const jid = 'romeo@montague.example/orchard';
const message = (id: string): string =>
  `<message xmlns='jabber:client' to='juliet@capulet.example' id='${id}'/>`;
const acked = (h: string): string => `<a ${SM} h='${h}'/>`;
const request = `<r ${SM}/>`;

const explain = (stanza: string, sm: object, more: object = {}) =>
  explained({ setup: { jid, sm, ...more }, stanza });

describe('a stream with acknowledgements', () => {
  it('says how many stanzas are handled, also past 2^32', async () => {
    const prior = ['a', 'b'].map(
      (id) => `<message xmlns='jabber:client' from='juliet@capulet.example' id='${id}'/>`,
    );
    const counts = [
      await explain(request, { handled: 7 }),
      await explain(request, { handled: 7 }, { prior }),
      await explain(request, { handled: 2 ** 32 - 1 }, { prior }),
    ].map(({ verdict, sent }) => [verdict, sent]);
    expect(counts).toEqual([
      ['accepted', ['<a xmlns="urn:xmpp:sm:3" h="7"/>']],
      ['accepted', ['<a xmlns="urn:xmpp:sm:3" h="9"/>']],
      ['accepted', ['<a xmlns="urn:xmpp:sm:3" h="1"/>']],
    ]);
  });

  it.each([
    ['2', { sent: 3 }, 2],
    ['3', { sent: [message('a'), message('b')], acked: 1 }, 2],
    ['1', { sent: 1, acked: 2 ** 32 - 2 }, 3],
  ])('takes %s of %j', async (h, sm, count) => {
    expect(await explain(acked(h), sm)).toMatchObject({
      verdict: 'accepted',
      reason: `${String(count)} of our stanzas are acknowledged`,
    });
  });

  it('counts what the setup says was sent', async () => {
    const sent = [message('a')];
    expect(await explain(acked('2'), { sent: 1 }, { sent })).toMatchObject({ verdict: 'accepted' });
    expect(await explain(acked('2'), { sent: 1 })).toMatchObject({ verdict: 'stream-error' });
  });

  it('ignores what it knows', async () => {
    const known = { verdict: 'ignored', reason: 'it says nothing new' };
    expect(await explain(acked('1'), { sent: 3, acked: 1 })).toMatchObject(known);
  });

  it.each([
    '4',
    '4294967295',
    '',
    '-1',
    '\u00a01',
    '1\u2028',
    '\u0661',
    '1.0',
    '0x1',
    '4294967296',
  ])('ends with a count of %j', async (h) => {
    const { verdict, reason, sent } = await explain(acked(h), { sent: 3 });
    const isCount = h === '4' || h === '4294967295';
    const condition = isCount ? 'undefined-condition' : 'unsupported-stanza-type';
    expect([verdict, reason]).toEqual(['stream-error', condition]);
    expect(JSON.stringify(sent).includes('handled-count-too-high')).toBe(isCount);
  });

  it.each(['enabled', 'resumed', 'failed'])(
    'ends with <%s/>, which nobody awaits',
    async (name) => {
      expect(await explain(`<${name} ${SM} h='0' previd='sm1'/>`, {})).toMatchObject({
        verdict: 'stream-error',
        reason: 'unsupported-stanza-type',
      });
    },
  );

  it('handles stanzas as any other', async () => {
    const ping = "<iq xmlns='jabber:client' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>";
    expect(await explain(ping, {})).toMatchObject({ verdict: 'dispatched' });
  });
});

describe('a stream that was lost', () => {
  const lost = { id: 'secret-id', sent: [message('a'), message('b')], resuming: true };
  const resumed = (h: number, previd = 'secret-id'): string =>
    `<resumed ${SM} previd='${previd}' h='${String(h)}'/>`;

  it('goes on, and what has not arrived is sent again', async () => {
    expect(await explain(resumed(1), lost)).toMatchObject({
      verdict: 'accepted',
      reason: 'the stream that was lost goes on, and 1 of our stanzas are acknowledged',
      sent: [expect.stringContaining('id="b"')],
    });
  });

  it.each([
    ['another stream', resumed(1, 'other'), 'undefined-condition'],
    ['more than was sent', resumed(3), 'undefined-condition'],
    ['no count', `<resumed ${SM} previd='secret-id'/>`, 'unsupported-stanza-type'],
    ['no id', `<resumed ${SM} h='1'/>`, 'unsupported-stanza-type'],
    ['a stanza', message('c'), 'not-authorized'],
  ])('does not go on with %s', async (_what, frame, condition) => {
    expect(await explain(frame, lost)).toMatchObject({
      verdict: 'stream-error',
      reason: condition,
    });
  });

  it('is given up where the server says so: a resource is bound', async () => {
    const failed = `<failed ${SM} h='1'/>`;
    const { verdict, sent } = await explain(failed, lost);
    expect([verdict, sent]).toEqual(['accepted', [expect.stringContaining('id="bind"')]]);
  });

  it('is asked for in a login, without its id for others to read', async () => {
    const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
    const open =
      "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='montague.example' version='1.0'/>";
    const features =
      "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>" +
      `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm ${SM}/></stream:features>`;
    const login = { password: 'x', allowPlain: true, features: ['PLAIN'] };
    const setup = { login, prior: [`<success ${SASL}/>`, open] };
    const { sent } = await explain(features, lost, setup);
    expect(sent).toEqual(['<resume xmlns="urn:xmpp:sm:3" previd="…" h="0"/>']);
  });
});

describe('a stream that is new', () => {
  it.each([`<enabled ${SM} id='x' resume='true'/>`, `<failed ${SM}/>`])(
    'is online with %s',
    async (frame) => {
      expect(await explain(frame, { enabling: true })).toMatchObject({
        verdict: 'accepted',
        reason: `the login is complete, as ${jid}`,
      });
    },
  );

  it('counts nothing before', async () => {
    expect(await explain(acked('0'), { enabling: true })).toMatchObject({
      verdict: 'stream-error',
    });
  });
});

describe('a setup of a stream', () => {
  it.each([
    [{ resuming: true, enabling: true }, 'expected resuming or enabling'],
    [{ sent: 2000 }, 'at most 1000 stanzas'],
    [{ sent: -1 }, 'sm.sent'],
    [{ sent: ['<message'] }, 'setup: sm.sent.0: '],
    [{ sent: ["<a xmlns='x'/>"] }, 'setup: sm.sent.0: expected a stanza'],
    [{ handled: 2 ** 32 }, 'sm.handled'],
  ])('says what is wrong: %j', async (sm, text) => {
    const { error } = await explain(request, sm);
    expect(error).toContain(text);
  });
});
