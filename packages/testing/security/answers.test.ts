/** Rules 7 to 12: answers to our requests. */
import { describe, expect } from '@jest/globals';
import { PublishMessage, newId } from '@xec/xec';
import { Ask } from '../reliability/probe/index.js';
import { genuine, hostile } from './test-of-rule.js';
import {
  garden,
  iq,
  mallory,
  message,
  openHouse,
  own,
  presence,
  romeo,
  self,
  server,
} from './house.js';
import { TestRuntime, type TestRoom } from '../rooms/index.js';

const error = (condition: string, more = ''): string =>
  `<error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>${more}</error>`;

/** Asks `to`, and gives the id that went out. */
function ask(house: TestRoom, to?: string): string {
  void house.request(new Ask({ n: 1, ...(to !== undefined && { to }) }));
  return String(house.sent.at(-1)?.attrs['id']);
}

/** Whom a request may go to, and from whom its answer may come: rule 7's table. */
const mayAnswer: readonly (readonly [string | undefined, readonly (string | undefined)[]])[] = [
  [undefined, [undefined, own, self, server]],
  [own, [undefined, own]],
  [romeo, [romeo]],
  [`${romeo}/orchard`, [`${romeo}/orchard`]],
  [server, [server]],
  [`${garden}/romeo`, [`${garden}/romeo`]],
  [`${garden}/Ⅳ`, [`${garden}/Ⅳ`]],
];
const everybody = [
  undefined,
  own,
  self,
  server,
  `${own}/other`,
  romeo,
  `${romeo}/orchard`,
  `${romeo}/Orchard`,
  mallory,
  'montague.example',
  garden,
  `${garden}/romeo`,
  `${garden}/IV`,
  'capulet.example.evil.example',
];

describe('an answer', () => {
  hostile(7, 'from anybody else than whom we asked ends nothing', () => {
    for (const [to, allowed] of mayAnswer) {
      for (const from of everybody.filter((who) => !allowed.includes(who))) {
        for (const type of ['result', 'error']) {
          const house = openHouse();
          const id = ask(house, to);
          house.receive(iq(from, type, type === 'error' ? error('item-not-found') : '', id));
          expect({ to, from, type, ended: house.completed, packets: house.keys }).toEqual({
            to,
            from,
            type,
            ended: [],
            packets: [],
          });
        }
      }
    }
  });

  genuine(7, 'from whom we asked ends the request, however the address is written', () => {
    for (const [to, allowed] of mayAnswer) {
      for (const from of allowed.flatMap((who) => [
        who,
        who?.replace(/^[^/]+/, (bare) => bare.toUpperCase()),
      ])) {
        const house = openHouse();
        house.receive(iq(from, 'result', '', ask(house, to)));
        expect({ to, from, packets: house.keys }).toEqual({
          to,
          from,
          packets: ['probe_ask_handle'],
        });
      }
    }
  });

  hostile(8, 'a thousand forged ones leave the request waiting', () => {
    const house = openHouse();
    const id = ask(house, romeo);
    for (let n = 0; n < 1000; n += 1)
      house.receive(iq(`${mallory}/${String(n)}`, n % 2 ? 'result' : 'error', '', id));
    expect(house.packets).toEqual([]);
    expect(house.sent).toHaveLength(1);
  });

  genuine(8, 'the true one after forged ones ends it', () => {
    const house = openHouse();
    const id = ask(house, romeo);
    house.receive(iq(mallory, 'result', '', id));
    house.receive(iq(romeo, 'result', '', id));
    expect(house.keys).toEqual(['probe_ask_handle']);
  });

  hostile(9, 'a message, a presence, a get or a set with the id ends nothing', () => {
    const house = openHouse();
    const id = ask(house, romeo);
    for (const type of ['error', 'result', 'normal'])
      house.receive(message(romeo, error('item-not-found'), `id='${id}' type='${type}'`));
    for (const type of ['error', 'unavailable'])
      house.receive(presence(romeo, error('item-not-found'), `id='${id}' type='${type}'`));
    for (const type of ['get', 'set', '', 'Result', ' result'])
      house.receive(iq(romeo, type, "<ping xmlns='urn:xmpp:ping'/>", id));
    expect(house.completed).toEqual([]);
    expect(house.keys.filter((key) => key.startsWith('probe_'))).toEqual([]);
  });

  hostile(9, 'an iq, or the error of another resource, ends no message', () => {
    const house = openHouse();
    house.isOnline = false; // it waits, so it is pending
    void house.request(new PublishMessage({ to: `${romeo}/orchard`, body: 'hi' }));
    const [entry] = house.engine.pending.entries();
    const id = entry?.record.id;
    house.receive(iq(`${romeo}/orchard`, 'result', '', id));
    house.receive(iq(`${romeo}/orchard`, 'error', error('item-not-found'), id));
    house.receive(message(romeo, error('item-not-found'), `id='${String(id)}' type='error'`));
    house.receive(message(`${romeo}/orchard`, '<body>no</body>', `id='${String(id)}' type='chat'`));
    expect(house.completed).toEqual([]);
  });

  genuine(9, 'a message is ended by its own error from exactly whom it went to', () => {
    const house = openHouse();
    house.isOnline = false;
    void house.request(new PublishMessage({ to: `${romeo}/orchard`, body: 'hi' }));
    const [entry] = house.engine.pending.entries();
    const id = entry?.record.id;
    house.receive(
      message(`${romeo}/orchard`, error('item-not-found'), `id='${String(id)}' type='error'`),
    );
    expect(house.completed).toEqual([id]);
  });

  hostile(10, 'an id with anything around it, or in other letters, is another id', () => {
    const house = openHouse();
    const id = ask(house, romeo);
    const turned = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase();
    for (const other of [
      ` ${id}`,
      `${id} `,
      `${id}\u200B`,
      turned,
      id.slice(1),
      `${id}${id}`,
      '__proto__',
      'constructor',
      '',
    ]) {
      house.receive(iq(romeo, 'result', '', other));
    }
    expect(house.packets).toEqual([]);
  });

  genuine(10, 'ids have 96 random bits and more, and none comes twice', () => {
    const counts: number[] = [];
    class Counting extends TestRuntime {
      override random(count: number): Uint8Array {
        counts.push(count);
        return super.random(count);
      }
    }
    const runtime = new Counting();
    const ids = Array.from({ length: 1000 }, () => newId(runtime));
    expect(Math.min(...counts) * 8).toBeGreaterThanOrEqual(96);
    expect(new Set(ids).size).toBe(1000);
  });

  hostile(11, 'a second one, one of an unknown id and one without id are not answered', () => {
    const house = openHouse();
    const id = ask(house, romeo);
    house.receive(iq(romeo, 'result', '', id));
    house.receive(iq(romeo, 'result', '', id));
    house.receive(iq(romeo, 'error', error('item-not-found'), id));
    house.receive(iq(romeo, 'result', '', 'unknown'));
    house.receive(iq(romeo, 'error', error('conflict'), ''));
    house.receive(`<iq xmlns='jabber:client' from='${romeo}' type='result'/>`);
    expect(house.keys).toEqual(['probe_ask_handle']);
    expect(house.sent).toHaveLength(1);
  });

  genuine(11, 'to each of two equal requests ends that one', () => {
    const house = openHouse();
    const ids = [ask(house, romeo), ask(house, romeo)];
    for (const id of ids) house.receive(iq(romeo, 'result', '', id));
    expect(house.completed).toEqual(ids);
  });

  hostile(12, 'a condition that nobody lists chooses no method', () => {
    for (const name of [
      'handle',
      'constructor',
      'build',
      '__proto__',
      'error',
      'item-not-found-really',
      'to-string',
    ]) {
      const house = openHouse();
      house.receive(iq(romeo, 'error', error(name), ask(house, romeo)));
      expect(house.contents('probe_ask_error')).toEqual([
        expect.objectContaining({ condition: 'undefined-condition' }),
      ]);
    }
  });

  hostile(12, 'an error element in a result, or a condition of another namespace, is none', () => {
    const house = openHouse();
    house.receive(iq(romeo, 'result', error('item-not-found'), ask(house, romeo)));
    expect(house.keys).toEqual(['probe_ask_handle']);
    house.receive(
      iq(
        romeo,
        'error',
        "<error type='cancel'><item-not-found xmlns='urn:x'/></error>",
        ask(house, romeo),
      ),
    );
    expect(house.contents('probe_ask_error')).toEqual([
      expect.objectContaining({ condition: 'undefined-condition' }),
    ]);
  });

  genuine(12, 'the first condition of the standard counts, whatever stands around it', () => {
    const house = openHouse();
    const reply = `<error type='cancel'><x xmlns='urn:x'/><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`;
    house.receive(iq(romeo, 'error', reply, ask(house, romeo)));
    expect(house.contents('probe_ask_error')).toEqual([
      expect.objectContaining({ condition: 'forbidden' }),
    ]);
  });
});
