import { describe, expect, it } from '@jest/globals';
import { parse, write } from '../core/index.js';
import {
  ackAnswer,
  ackRequest,
  addToCount,
  countBetween,
  enableStreamManagement,
  handledCountTooHigh,
  hasReached,
  readStreamManagement,
  resumeStream,
} from './stream-management.js';

const NS = 'urn:xmpp:sm:3';
const MAX = 4_294_967_295;
const read = (text: string) => readStreamManagement(parse(text));

describe('counters of stream management', () => {
  it('go from 2^32 - 1 back to 0', () => {
    expect(addToCount(MAX, 1)).toBe(0);
    expect(addToCount(MAX - 5, 10)).toBe(4);
    expect(countBetween(MAX, 0)).toBe(1);
    expect(countBetween(MAX - 1, 3)).toBe(5);
    expect(countBetween(7, 7)).toBe(0);
    expect(countBetween(7, 6)).toBe(MAX);
  });

  it('have reached what lies behind them, over the turn too', () => {
    expect(hasReached(5, 5)).toBe(true);
    expect(hasReached(6, 5)).toBe(true);
    expect(hasReached(4, 5)).toBe(false);
    expect(hasReached(2, MAX - 1)).toBe(true);
    expect(hasReached(MAX - 1, 2)).toBe(false);
  });
});

describe('stream management', () => {
  it.each([
    [enableStreamManagement(), `<enable xmlns="${NS}" resume="true"/>`],
    [enableStreamManagement(600), `<enable xmlns="${NS}" resume="true" max="600"/>`],
    [resumeStream('a<b', 7), `<resume xmlns="${NS}" previd="a&lt;b" h="7"/>`],
    [ackRequest(), `<r xmlns="${NS}"/>`],
    [ackAnswer(0), `<a xmlns="${NS}" h="0"/>`],
  ])('writes %#', (el, expected) => {
    expect(write(el)).toBe(expected);
  });

  it('says what is wrong with a count, as the section on errors shows', () => {
    const error = parse(write(handledCountTooHigh(10, 8)));
    expect(error.getChild('handled-count-too-high', NS)?.attrs).toMatchObject({
      h: '10',
      'send-count': '8',
    });
    expect(error.getChild('undefined-condition')?.getNS()).toBe(
      'urn:ietf:params:xml:ns:xmpp-streams',
    );
  });

  it.each([
    ['a request', `<r xmlns='${NS}'/>`, { kind: 'request' }],
    ['an answer', `<a xmlns='${NS}' h='0'/>`, { kind: 'answer', handled: 0 }],
    ['the highest count', `<a xmlns='${NS}' h='4294967295'/>`, { kind: 'answer', handled: MAX }],
    [
      'an answer of Prosody 0.12',
      `<enabled max='300' xmlns='${NS}' id='x-1' resume='true'/>`,
      { kind: 'enabled', id: 'x-1', maxSeconds: 300 },
    ],
    [
      'a location',
      `<enabled xmlns='${NS}' id='x' location='[2001:41D0:1:A49b::1]:9222' resume='1'/>`,
      { kind: 'enabled', id: 'x', location: '[2001:41D0:1:A49b::1]:9222' },
    ],
    ['no resumption', `<enabled xmlns='${NS}' id='x'/>`, { kind: 'enabled' }],
    ['no id', `<enabled xmlns='${NS}' resume='true'/>`, { kind: 'enabled' }],
    [
      'a resumed stream',
      `<resumed xmlns='${NS}' previd='x' h=' 12 '/>`,
      { kind: 'resumed', id: 'x', handled: 12 },
    ],
    [
      'a failure with a count',
      `<failed xmlns='${NS}' h='3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>`,
      { kind: 'failed', condition: 'item-not-found', handled: 3 },
    ],
    ['a failure', `<failed xmlns='${NS}'/>`, { kind: 'failed', condition: 'undefined-condition' }],
    [
      'a failure with a condition of nobody',
      `<failed xmlns='${NS}'><odd xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>`,
      { kind: 'failed', condition: 'undefined-condition' },
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['another namespace', "<a xmlns='urn:xmpp:sm:2' h='1'/>"],
    ['another name', `<b xmlns='${NS}'/>`],
    ['no count', `<a xmlns='${NS}'/>`],
    ['a negative count', `<a xmlns='${NS}' h='-1'/>`],
    ['a count too large', `<a xmlns='${NS}' h='4294967296'/>`],
    ['a count that is none', `<a xmlns='${NS}' h='1e3'/>`],
    ['a resumed stream without count', `<resumed xmlns='${NS}' previd='x'/>`],
    ['a resumed stream without name', `<resumed xmlns='${NS}' h='1'/>`],
  ])('reads nothing of %s', (_what, text) => {
    expect(read(text)).toBeUndefined();
  });
});
