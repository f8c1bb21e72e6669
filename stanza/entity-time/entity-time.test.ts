import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { parse, type Element } from '../core/index.js';
import { readTime, timeRequest, timeResult } from './entity-time.js';

const answer = (content: string): Element =>
  parse(`<iq xmlns='jabber:client'><time xmlns='urn:xmpp:time'>${content}</time></iq>`);

describe('the time of an entity', () => {
  it.each([
    ['prosody', '2026-11-21T06:20:56.000Z'],
    ['ejabberd', '2026-11-21T06:21:32.672Z'],
  ])('is read as %s says it', (server, utc) => {
    expect(readTime(fixture(`entity-time/server-${server}`))).toEqual({
      utc: new Date(utc),
      offsetMinutes: 0,
    });
  });

  it('is written as it is read', () => {
    toEqualXml(timeRequest(), "<time xmlns='urn:xmpp:time'/>");
    const time = timeResult({ utc: new Date('2006-12-19T17:58:35Z'), offsetMinutes: -360 });
    toEqualXml(
      time,
      "<time xmlns='urn:xmpp:time'><tzo>-06:00</tzo><utc>2006-12-19T17:58:35Z</utc></time>",
    );
  });

  it.each([
    ['no zone', '<utc>2006-12-19T17:58:35Z</utc>'],
    ['no time', '<tzo>-06:00</tzo>'],
    ['a zone that is none', '<tzo>-06:99</tzo><utc>2006-12-19T17:58:35Z</utc>'],
    ['a day that is none', '<tzo>Z</tzo><utc>2006-02-30T17:58:35Z</utc>'],
  ])('is nothing with %s', (_what, content) => {
    expect(readTime(answer(content))).toBeUndefined();
  });
});
