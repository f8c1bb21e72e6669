/** Each bound of a room, set to three: others give it one thing after the other to keep. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  bareRtpDescription,
  bobElement,
  callMessage,
  capsElement,
  discoInfoResult,
  makeBobData,
  mujiElement,
  presenceStanza,
  type XmlElement,
} from '@xec/stanza';
import {
  DiscoRoom,
  GetArchive,
  JoinRoom,
  RequestBob,
  SubscribeToSpace,
  allFeatures,
  bob,
  feature,
  hostBob,
  type BoundName,
  type FactSection,
  type Feature,
} from '@xec/xec';
import { fixture } from '../../fixtures/index.js';
import { openRoom, type TestRoom } from '../../rooms/index.js';
import { garden, iq, own, presence, self } from '../house.js';

/** How a room comes to keep something. */
interface Scene {
  /** What is counted: facts of a section, or the list in the first of them. */
  readonly counts: FactSection | ((room: TestRoom) => number);
  /** Lets the `n`th thing come. */
  readonly give: (room: TestRoom, n: number) => void;
  /** Looks what became of those above the bound, the fourth and the fifth. */
  readonly over?: (room: TestRoom) => void;
  readonly more?: readonly Feature[];
}

const MOST = 3;
const nth = (what: string, n: number): string => `${what}${String(n)}`;
const friend = (n: number): string => `friend${String(n)}@montague.example`;
const identities = [{ category: 'client', type: 'pc' }];

/** Presence of a client that can do the `n`th thing. */
function withCaps(n: number): XmlElement {
  const ver = createHash('sha1')
    .update(`client/pc//<${nth('urn:f', n)}<`)
    .digest('base64');
  const stanza = presenceStanza({}, capsElement({ node: 'urn:n', hash: 'sha-1', ver }));
  stanza.attrs['from'] = `${friend(1)}/${String(n)}`;
  return stanza;
}

const canDo = (n: number): XmlElement =>
  discoInfoResult({ identities, features: [nth('urn:f', n)] });

/** The last request was refused at once. */
const refusals = (room: TestRoom, condition: string): number =>
  room.sent.filter((stanza) => stanza.getChild('error')?.getChild(condition) !== undefined).length;

const bits = (n: number) => makeBobData(Uint8Array.of(n), 'image/png');

/** An application that hosts a picture for whom it hears of. */
const host = feature({
  name: 'host',
  requires: [bob],
  online: (ctx) => {
    hostBob(ctx, bits(ctx.count('hostedBob')));
  },
});

function begins(room: TestRoom, peer: string, n: number): void {
  const stanza = fixture('jingle/session-initiate', { from: peer, to: self });
  const jingle = stanza.getChild('jingle');
  if (jingle) jingle.attrs['sid'] = nth('s', n);
  room.receive(stanza);
}

function proposes(room: TestRoom, peer: string, n: number): void {
  const descriptions = [bareRtpDescription('audio')];
  const stanza = callMessage(self, { type: 'propose', sid: nth('s', n), descriptions });
  stanza.attrs['from'] = peer;
  room.receive(stanza);
}

const askFeatures = (room: TestRoom, of: string, features: readonly string[]): void => {
  void room.request(new DiscoRoom({ room: of }));
  const conference = [{ category: 'conference', type: 'text' }];
  room.answer({}, discoInfoResult({ identities: conference, features }));
};

/** What the application asked for and got no place for. */
const thrown: unknown[] = [];
const asks = (outcome: Promise<unknown>): void => {
  outcome.catch((error: unknown) => thrown.push(error));
};
const twoWereRefused = (): void => {
  expect(thrown.splice(0)).toEqual([expect.any(RangeError), expect.any(RangeError)]);
};

const scenes: Readonly<Record<BoundName, Scene>> = {
  'roster.contacts': {
    counts: 'contact',
    give: (room, n) => {
      // Those that the others of this table know are known already.
      const item = `<item jid='${nth('new', n)}@x.example' subscription='both'/>`;
      room.receive(iq(undefined, 'set', `<query xmlns='jabber:iq:roster' ver='v'>${item}</query>`));
    },
    over: (room) => {
      expect(room.contents('roster')).toHaveLength(5);
      expect(room.engine.fact('rosterVersion', own)?.ver).toBeUndefined();
    },
  },
  'muc.rooms': {
    counts: 'room',
    give: (room, n) => {
      const jid = nth('room', n) + '@rooms.example';
      asks(room.request(new JoinRoom({ room: jid, nick: 'juliet' })));
      const x = "<x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/>";
      const item = "<item affiliation='none' role='participant'/></x>";
      room.receive(presence(`${jid}/juliet`, x + item));
    },
    over: twoWereRefused,
  },
  'mam.queries': {
    counts: 'query',
    give: (room, n) => {
      asks(room.request(new GetArchive({ queryId: nth('q', n) })));
    },
    over: twoWereRefused,
  },
  'mam.results': {
    counts: (room) => room.engine.fact('query', 'q')?.seen?.length ?? 0,
    give: (room, n) => {
      if (n === 1) asks(room.request(new GetArchive({ queryId: 'q' })));
      const inner = `<message xmlns='jabber:client' from='${friend(1)}' to='${own}'><body>b</body></message>`;
      const result = `<result xmlns='urn:xmpp:mam:2' queryid='q' id='${nth('r', n)}'><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></result>`;
      room.receive(`<message xmlns='jabber:client' from='${own}'>${result}</message>`);
    },
    over: (room) => {
      expect(room.contents('mamresult')).toHaveLength(MOST);
    },
  },
  'caps.known': {
    counts: 'caps',
    give: (room, n) => {
      room.receive(withCaps(n));
      room.answer({}, canDo(n));
      room.runtime.advance(1);
    },
    over: (room) => {
      const known = [...room.engine.facts.all('caps').values()].flatMap(({ features }) => features);
      expect(known).toEqual(['urn:f3', 'urn:f4', 'urn:f5']);
    },
  },
  'caps.entities': {
    counts: 'capsEntity',
    give: (room, n) => {
      room.receive(withCaps(n));
    },
  },
  'caps.asked': {
    counts: 'capsAsked',
    give: (room, n) => {
      room.receive(withCaps(n));
    },
    over: (room) => {
      expect(room.sent).toHaveLength(MOST);
      room.answer({}, canDo(3));
      expect(room.sent).toHaveLength(MOST + 1);
    },
  },
  'bob.hosted': {
    counts: 'hostedBob',
    more: [host],
    give: (room) => {
      room.online([], false);
    },
    over: (room) => {
      const faults = room.faults.splice(0).map(({ fault }) => fault);
      expect(faults).toEqual([expect.any(RangeError), expect.any(RangeError)]);
    },
  },
  'bob.known': {
    counts: 'knownBob',
    give: (room, n) => {
      asks(room.request(new RequestBob({ to: `${friend(1)}/x`, cid: bits(n).cid })));
      room.answer({}, bobElement(bits(n)));
      room.runtime.advance(1);
    },
    over: (room) => {
      const known = [...room.engine.facts.all('knownBob').keys()];
      expect(known).toEqual([3, 4, 5].map((n) => bits(n).cid));
    },
  },
  'confirm.waiting': {
    counts: 'httpRequest',
    give: (room, n) => {
      const asked = `<confirm xmlns='http://jabber.org/protocol/http-auth' id='${nth('c', n)}' method='GET' url='https://x.example/'/>`;
      room.receive(iq('files.x.example', 'get', asked, nth('i', n)));
    },
    over: (room) => {
      expect(refusals(room, 'resource-constraint')).toBe(2);
    },
  },
  'space.known': {
    counts: 'space',
    give: (room, n) => {
      asks(room.request(new SubscribeToSpace({ to: 'spaces.example', node: nth('n', n) })));
    },
    over: twoWereRefused,
  },
  'muc.asked': {
    counts: 'roomFeatures',
    give: (room, n) => {
      askFeatures(room, `${nth('room', n)}@rooms.example`, ['urn:f']);
    },
    over: (room) => {
      expect(room.engine.facts.all('roomFeatures').has('room5@rooms.example')).toBe(true);
    },
  },
  'muc.features': {
    counts: (room) => room.engine.fact('roomFeatures', 'r@rooms.example')?.features.length ?? 0,
    give: (room, n) => {
      const features = Array.from({ length: n }, (_x, at) => nth('urn:f', at));
      askFeatures(room, 'r@rooms.example', features);
    },
  },
  'jingle.sessions': {
    counts: 'jingleSession',
    give: (room, n) => {
      begins(room, `${friend(n)}/x`, n);
    },
    over: (room) => {
      expect(refusals(room, 'resource-constraint')).toBe(2);
    },
  },
  'jingle.sessions-of-one': {
    counts: 'jingleSession',
    give: (room, n) => {
      begins(room, `${friend(1)}/x`, n);
    },
    over: (room) => {
      expect(refusals(room, 'resource-constraint')).toBe(2);
    },
  },
  'jingle.calls': {
    counts: 'call',
    give: (room, n) => {
      proposes(room, `${friend(n)}/x`, n);
      room.runtime.advance(1);
    },
    over: (room) => {
      const sids = [...room.engine.facts.all('call').values()].map(({ sid }) => sid);
      expect(sids).toEqual(['s3', 's4', 's5']);
    },
  },
  'jingle.calls-of-one': {
    counts: 'call',
    give: (room, n) => {
      proposes(room, `${friend(1)}/x`, n);
    },
  },
  'muji.people': {
    counts: (room) => room.engine.fact('muji', garden)?.length ?? 0,
    give: (room, n) => {
      const muji = mujiElement({ isPreparing: true, contents: [] }).toString();
      const item = "<item affiliation='none' role='participant'/>";
      const x = `<x xmlns='http://jabber.org/protocol/muc#user'>${item}</x>`;
      room.receive(presence(`${garden}/${nth('p', n)}`, muji + x));
    },
    over: (room) => {
      expect(room.contents('presence_muji')).toHaveLength(5);
    },
  },
};

function open(name: BoundName, more: readonly Feature[] = []): TestRoom {
  const isOfContacts = name === 'roster.contacts';
  const friends = [1, 2, 3, 4, 5].map((n) => [friend(n), { subscription: 'both' }] as const);
  return openRoom([...allFeatures, ...more], {
    self,
    contacts: isOfContacts ? {} : Object.fromEntries(friends),
    rooms: name === 'muji.people' ? { [garden]: { nick: 'juliet' } } : {},
    limits: { bounds: { [name]: MOST } },
  });
}

describe('a bound that an application set to three', () => {
  // A bound without a scene is no type.
  it.each(Object.entries(scenes) as [BoundName, Scene][])(
    // its keys are those
    'is kept to: %s',
    async (name, { counts, give, over, more }) => {
      const room = open(name, more);
      const count = (): number =>
        typeof counts === 'function' ? counts(room) : room.engine.count(counts);
      const numbers: number[] = [];
      for (let n = 1; n <= 5; n += 1) {
        give(room, n);
        numbers.push(count());
      }
      await room.settled();
      expect(numbers).toEqual([1, 2, 3, 3, 3]);
      over?.(room);
      expect(room.faults).toEqual([]);
      expect(count()).toBe(MOST);
    },
  );
});
