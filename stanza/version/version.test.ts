import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { parse, type Element } from '../core/index.js';
import { readVersion, versionRequest, versionResult } from './version.js';

const answer = (content: string): Element =>
  parse(`<iq xmlns='jabber:client' type='result'>${content}</iq>`);

describe('a software version', () => {
  it.each(['prosody', 'ejabberd'])('is read as %s says it', (server) => {
    const { note: _note, ...expected } = fixtureJson<{ note: string }>(`version/server-${server}`);
    expect(readVersion(fixture(`version/server-${server}`))).toEqual(expected);
  });

  it('is written with and without the operating system', () => {
    toEqualXml(versionRequest(), "<query xmlns='jabber:iq:version'/>");
    toEqualXml(
      versionResult({ name: 'A & B', version: '1' }),
      "<query xmlns='jabber:iq:version'><name>A &amp; B</name><version>1</version></query>",
    );
    expect(versionResult({ name: 'A', version: '1', os: 'O' }).getChildText('os')).toBe('O');
  });

  it('is read where a part is missing, and is nothing where all are', () => {
    const query = (content: string) => `<query xmlns='jabber:iq:version'>${content}</query>`;
    expect(readVersion(answer(query('<name>A</name>')))).toEqual({ name: 'A', version: '' });
    expect(readVersion(answer(query('<os>O</os>')))).toBeUndefined();
    expect(readVersion(answer(''))).toBeUndefined();
    expect(readVersion(answer("<query xmlns='urn:x'><name>A</name></query>"))).toBeUndefined();
  });
});
