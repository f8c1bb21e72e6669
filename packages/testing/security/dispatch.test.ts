/** Rules 35 to 39: dispatch. */
import { afterEach, describe, expect } from '@jest/globals';
import { xml } from '@xec/stanza';
import { Payload, feature, payload, payloadHash } from '@xec/xec';
import { hooks } from '../reliability/probe/index.js';
import { openRoom } from '../rooms/index.js';
import { iq, isSilent, message, openHouse, presence, romeo, self, told } from './house.js';
import { genuine, hostile } from './test-of-rule.js';

const NS = 'urn:xec:probe';
/** The probe's payloads that run for a stanza. */
const ran = (stanza: string): string[] => {
  const house = openHouse();
  house.receive(stanza);
  return house.ran.filter((name) => name.startsWith('Probe'));
};

describe('dispatch', () => {
  afterEach(() => {
    hooks.handle = undefined;
  });

  hostile(
    35,
    'a prefix, letter case, a foreign namespace or a prefixed attribute makes no name',
    () => {
      const wrong = [
        "<told xmlns='urn:xec:prob' n='1'/>",
        "<Told xmlns='urn:xec:probe' n='1'/>",
        "<told xmlns='URN:XEC:PROBE' n='1'/>",
        "<told n='1'/>",
        "<p:told xmlns:p='urn:other' n='1'/>",
        "<told:told xmlns:told='urn:xec:probe2' n='1'/>",
        "<told p:xmlns='urn:xec:probe' xmlns:p='urn:x' n='1'/>",
      ];
      for (const content of wrong)
        expect([content, ran(message(romeo, content))]).toEqual([content, []]);
      const house = openHouse();
      house.receive(
        `<iq xmlns='jabber:client' xmlns:p='urn:x' p:from='${romeo}' type='set' id='1' from='mallory@evil.example'><query xmlns='jabber:iq:roster'><item jid='a@b.example'/></query></iq>`,
      );
      expect(house.packets).toEqual([]);
    },
  );

  genuine(35, 'any prefix does, for the namespace that it stands for', () => {
    expect(ran(message(romeo, "<p:told xmlns:p='urn:xec:probe' n='1'/>"))).toEqual(['ProbeTold']);
    expect(
      ran(
        `<c:message xmlns:c='jabber:client' from='${romeo}'><told xmlns='urn:xec:probe' n='1'/></c:message>`,
      ),
    ).toEqual(['ProbeTold']);
  });

  hostile(36, 'two triples of one hash are two', () => {
    // Nothing stands between the parts that are hashed.
    expect(payloadHash('told', NS)).toBe(payloadHash('tol', `d${NS}`));
    expect(payloadHash('told', NS)).toBe(payloadHash(`told${NS.slice(0, 4)}`, NS.slice(4)));
    for (const content of [
      `<tol xmlns='d${NS}' n='1'/>`,
      `<told xmlns='urn:xec:prob' node='e' n='1'/>`,
      `<toldurn xmlns='${NS.slice(3)}' n='1'/>`,
    ]) {
      expect([content, ran(message(romeo, content))]).toEqual([content, []]);
    }
  });

  genuine(36, 'each of them runs its own', () => {
    const seen: string[] = [];
    @payload('TwinOne', { name: 'tol', xmlns: 'durn:t', under: 'message', from: 'any' })
    class One extends Payload<never> {
      override handle() {
        seen.push('tol');
      }
    }
    @payload('TwinTwo', { name: 'told', xmlns: 'urn:t', under: 'message', from: 'any' })
    class Two extends Payload<never> {
      override handle() {
        seen.push('told');
      }
    }
    const twins = feature({
      name: 'twins',
      packets: {},
      payloads: [One, Two],
    });
    const room = openRoom(twins, { self });
    room.receive(message(romeo, "<told xmlns='urn:t'/>"));
    room.receive(message(romeo, "<tol xmlns='durn:t'/>"));
    expect(seen).toEqual(['told', 'tol']);
  });

  hostile(37, 'at another place, in another stanza, too deep or forwarded nothing runs', () => {
    const forwarded = `<forwarded xmlns='urn:xmpp:forward:0'>${message(romeo, told())}</forwarded>`;
    const deep = (levels: number): string =>
      levels === 0 ? told() : `<a xmlns='urn:x'>${deep(levels - 1)}</a>`;
    for (const stanza of [
      presence(romeo, told()),
      iq(romeo, 'set', told()),
      message(romeo, deep(1)),
      message(romeo, deep(2)),
      message(romeo, deep(50)),
      message(romeo, forwarded),
    ]) {
      expect([stanza, ran(stanza).includes('ProbeTold')]).toEqual([stanza, false]);
    }
  });

  hostile(37, 'a stanza of a thousand payloads runs 64', () => {
    const house = openHouse();
    house.receive(message(romeo, Array.from({ length: 1000 }, (_x, n) => told(n)).join('')));
    expect(house.ran).toHaveLength(64);
    house.receive(message(romeo, told(7)));
    expect(house.contents('probetold').at(-1)).toEqual({ n: 7 });
  });

  genuine(37, 'at its own place it runs', () => {
    expect(ran(message(romeo, told()))).toEqual(['ProbeTold']);
    expect(ran(message(romeo, told(1) + told(2)))).toEqual(['ProbeTold', 'ProbeTold']);
  });

  const inherited = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
  ];

  hostile(38, 'names of what every object has are names like all others', () => {
    for (const name of inherited) {
      const house = openHouse();
      house.receive(
        message(romeo, `<${name} xmlns='${name}' node='${name}'/>`, `type='${name}' id='${name}'`),
      );
      house.receive(iq(romeo, 'get', `<${name} xmlns='${name}'/>`, name));
      house.receive(iq(romeo, 'result', '', name));
      house.receive(presence(romeo, `<show>${name}</show>`, `type='${name}'`));
      expect([name, house.faults, house.completed]).toEqual([name, [], []]);
      expect(house.sent.map(({ attrs }) => [attrs['id'], attrs['type']])).toEqual([
        [name, 'error'],
      ]);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  genuine(38, 'a contact of such a name is one', () => {
    const house = openHouse();
    house.receive(
      iq(
        undefined,
        'set',
        "<query xmlns='jabber:iq:roster'><item jid='constructor@b.example' subscription='from'/></query>",
      ),
    );
    house.receive(iq('constructor@b.example/x', 'get', "<query xmlns='jabber:iq:last'/>", 'q2'));
    expect(house.sent.map(({ attrs }) => attrs['type'])).toEqual(['result', 'result']);
    expect(xml('a', { constructor: 'b' }).attrs['constructor']).toBe('b');
  });

  hostile(39, 'a handler that throws or hangs does not stop the next stanza', async () => {
    const house = openHouse();
    hooks.handle = (n) => {
      if (n === 1) throw new Error('planted');
      return n === 2 ? new Promise(() => undefined) : undefined;
    };
    for (const n of [1, 2, 3]) house.receive(message(romeo, told(n)));
    await house.settled();
    house.runtime.advance(60_000);
    await house.settled();
    expect(house.contents('probetold')).toEqual([{ n: 3 }]);
    expect(house.faults).toHaveLength(2);
  });

  genuine(39, 'one that takes its time is waited for, and the order stays', async () => {
    const house = openHouse();
    let goOn: () => void = () => undefined;
    hooks.handle = (n) => (n === 1 ? new Promise<void>((resolve) => (goOn = resolve)) : undefined);
    for (const n of [1, 2]) house.receive(message(romeo, told(n)));
    await house.settled();
    expect(isSilent(house)).toBe(true);
    goOn();
    await house.settled();
    expect(house.contents('probetold')).toEqual([{ n: 1 }, { n: 2 }]);
  });
});
