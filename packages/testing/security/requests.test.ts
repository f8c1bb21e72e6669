/** Rules 13 to 16: requests to us. */
import { describe, expect } from '@jest/globals';
import { allFeatures } from '@xec/xec';
import { by, iq, mallory, openHouse, own, paris, romeo } from './house.js';
import { genuine, hostile } from './test-of-rule.js';

const ping = "<ping xmlns='urn:xmpp:ping'/>";
const last = "<query xmlns='jabber:iq:last'/>";
const time = "<time xmlns='urn:xmpp:time'/>";
const command = (node: string): string =>
  `<command xmlns='http://jabber.org/protocol/commands' node='${node}' action='execute'/>`;
const offer = (initiator: string): string =>
  `<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s1' initiator='${initiator}'>` +
  "<content creator='initiator' name='a'><description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/>" +
  "<transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'/></content></jingle>";

/** The condition of the one error that answers; `result`, or `undefined` where nothing does. */
function answerTo(from: string | undefined, type: string, content: string): string | undefined {
  const house = openHouse();
  house.receive(iq(from, type, content));
  expect(house.sent.length).toBeLessThanOrEqual(1);
  const [answer] = house.sent;
  if (answer === undefined) return undefined;
  expect(answer.attrs).toMatchObject({ id: 'q1', ...(from !== undefined && { to: from }) });
  if (answer.attrs['type'] === 'result') return 'result';
  const error = answer.getChild('error');
  return error
    ?.getChildElements()
    .find((el) => el.getNS() === 'urn:ietf:params:xml:ns:xmpp-stanzas')
    ?.getName();
}

describe('a request to us', () => {
  hostile(13, 'what is no request of one child and one type has one error, and no effect', () => {
    const cases: readonly (readonly [string, string, string | undefined])[] = [
      ['get', '', 'bad-request'],
      ['get', ping + ping, 'bad-request'],
      ['set', `${last}${ping}`, 'bad-request'],
      ['', ping, 'bad-request'],
      ['GET', ping, 'bad-request'],
      ['subscribe', ping, 'bad-request'],
      ['get', "<unknown xmlns='urn:x'/>", 'service-unavailable'],
      ['set', ping, 'service-unavailable'],
      // These are answers, and answers have none.
      ['result', ping, undefined],
      ['error', ping, undefined],
    ];
    for (const [type, content, condition] of cases) {
      expect([type, content, answerTo(`${mallory}/x`, type, content)]).toEqual([
        type,
        content,
        condition,
      ]);
    }
  });

  hostile(13, 'one without type or id has its error, and no effect', () => {
    const house = openHouse();
    house.receive(`<iq xmlns='jabber:client' ${by(romeo)} id='q'>${ping}</iq>`);
    expect(house.sent.map(({ attrs }) => [attrs['type'], attrs['id']])).toEqual([['error', 'q']]);
    for (const child of ["<query xmlns='jabber:iq:roster'/>", ping]) {
      for (const type of ['get', 'set']) {
        const other = openHouse();
        other.receive(`<iq xmlns='jabber:client' ${by(romeo)} type='${type}'>${child}</iq>`);
        expect(other.packets).toEqual([]);
        expect(other.sent.map(({ attrs }) => [attrs['type'], attrs['id']])).toEqual([
          ['error', undefined],
        ]);
      }
    }
  });

  genuine(13, 'each has one answer, under its own id, in the order they came', () => {
    const house = openHouse();
    for (let n = 0; n < 20; n += 1)
      house.receive(iq(`${romeo}/${String(n)}`, 'get', ping, `q${String(n)}`));
    expect(
      house.sent.map(
        ({ attrs }) => `${String(attrs['to'])} ${String(attrs['id'])} ${String(attrs['type'])}`,
      ),
    ).toEqual(Array.from({ length: 20 }, (_x, n) => `${romeo}/${String(n)} q${String(n)} result`));
  });

  hostile(14, 'who may not see our presence learns neither idleness nor time', () => {
    for (const from of [
      mallory,
      `${mallory}/x`,
      `${paris}/x`,
      'montague.example',
      'garden@rooms.example/romeo',
    ]) {
      for (const content of [last, time]) {
        expect([from, answerTo(from, 'get', content)]).toEqual([from, 'service-unavailable']);
      }
    }
  });

  genuine(14, 'who may see it, and our own clients, do', () => {
    for (const from of [`${romeo}/orchard`, `${own}/phone`, undefined]) {
      for (const content of [last, time])
        expect([from, answerTo(from, 'get', content)]).toEqual([from, 'result']);
    }
  });

  hostile(15, 'no command runs here, whoever sends it', () => {
    for (const from of [mallory, romeo, own, `${own}/phone`, undefined, 'capulet.example']) {
      for (const node of [
        'http://jabber.org/protocol/rc#set-status',
        'http://jabber.org/protocol/rc#forward',
        'x',
      ]) {
        expect([from, answerTo(from, 'set', command(node))]).toEqual([from, 'service-unavailable']);
      }
    }
  });

  genuine(15, 'we say in no list that there were any', () => {
    const house = openHouse();
    house.receive(
      iq(
        `${own}/phone`,
        'get',
        "<query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>",
      ),
    );
    const list = house.sent[0]?.getChild('query');
    expect(list?.getChildElements() ?? []).toEqual([]);
    expect(allFeatures.flatMap(({ namespaces = [] }) => namespaces)).not.toContain(
      'http://jabber.org/protocol/rc',
    );
  });

  hostile(16, 'a call is told as of its sender, and nothing accepts it', () => {
    const house = openHouse();
    house.receive(iq(`${mallory}/x`, 'set', offer(`${romeo}/orchard`)));
    expect(house.sent.map(({ attrs }) => attrs['to'])).toEqual([`${mallory}/x`]);
    expect(
      house.sent.flatMap((el) => el.getChildElements().map((child) => child.attrs['action'])),
    ).not.toContain('session-accept');
    for (const { content } of house.packets) expect(JSON.stringify(content)).not.toContain(romeo);
  });

  hostile(16, 'files and bytestreams that are offered in older ways are refused', () => {
    const house = (content: string): string | undefined => answerTo(`${romeo}/x`, 'set', content);
    expect(house("<open xmlns='http://jabber.org/protocol/ibb' sid='i' block-size='4096'/>")).toBe(
      'service-unavailable',
    );
    expect(
      house(
        "<query xmlns='http://jabber.org/protocol/bytestreams' sid='i'><streamhost jid='a@b.example' host='10.0.0.1' port='80'/></query>",
      ),
    ).toBe('service-unavailable');
    expect(house("<si xmlns='http://jabber.org/protocol/si' id='i'/>")).toBe('service-unavailable');
    expect(house("<query xmlns='jabber:iq:oob'><url>http://evil.example/</url></query>")).toBe(
      'service-unavailable',
    );
  });

  genuine(16, 'a call of a contact is one packet, for whoever decides', () => {
    const house = openHouse();
    house.receive(iq(`${romeo}/orchard`, 'set', offer(`${romeo}/orchard`)));
    expect(house.keys).toEqual(['jingle_sessioninitiate']);
    expect(house.contents('jingle_sessioninitiate')).toEqual([
      expect.objectContaining({ peer: `${romeo}/orchard`, sid: 's1' }),
    ]);
    expect(house.sent.map(({ attrs }) => attrs['type'])).toEqual(['result']);
  });
});
