import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { parse, type Element } from '../core/index.js';
import { lastActivityRequest, lastActivityResult, readLastActivity } from './last-activity.js';

const answer = (query: string): Element => parse(`<iq xmlns='jabber:client'>${query}</iq>`);

describe('the last activity', () => {
  it.each(['prosody', 'ejabberd'])('is read as %s says it', (server) => {
    const { seconds } = fixtureJson<{ seconds: number }>(`last-activity/server-${server}`);
    expect(readLastActivity(fixture(`last-activity/server-${server}`))).toEqual({ seconds });
  });

  it('is written with and without a status', () => {
    toEqualXml(lastActivityRequest(), "<query xmlns='jabber:iq:last'/>");
    toEqualXml(
      lastActivityResult({ seconds: 903, status: 'Heading <home>' }),
      "<query xmlns='jabber:iq:last' seconds='903'>Heading &lt;home&gt;</query>",
    );
    const read = readLastActivity(
      answer("<query xmlns='jabber:iq:last' seconds='903'>Heading home</query>"),
    );
    expect(read).toEqual({ seconds: 903, status: 'Heading home' });
  });

  it.each(['', "seconds=''", "seconds='-1'", "seconds='1.5'", "seconds='1e3'", "seconds='x'"])(
    'is nothing with %p',
    (attribute) => {
      expect(
        readLastActivity(answer(`<query xmlns='jabber:iq:last' ${attribute}/>`)),
      ).toBeUndefined();
    },
  );
});
