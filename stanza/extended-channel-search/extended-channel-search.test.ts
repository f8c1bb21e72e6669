import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { firstChild, parse } from '../core/index.js';
import { readDataForm } from '../data-forms/index.js';
import { readPage } from '../rsm/rsm.js';
import {
  channelSearch,
  channelSearchForm,
  channelSearchFormRequest,
  readFoundChannels,
  readRetryAfter,
} from './extended-channel-search.js';

describe('searching for channels', () => {
  it('is built as in XEP-0433', () => {
    const form = channelSearchForm({ text: 'xmpp.org', order: 'address' });
    const built = channelSearch(form, { max: 5 });
    toEqualXml(built, firstChild(fixture('extended-channel-search/search')) ?? '');
    const empty = firstChild(fixture('extended-channel-search/form-request'));
    toEqualXml(channelSearchFormRequest(), empty ?? '');
  });

  it('says where to look, and for what', () => {
    const asked = { minUsers: 2, types: ['xep-0045'], in: ['name'] } as const;
    const form = readDataForm(parse(channelSearch(channelSearchForm(asked)).toString()));
    expect(
      form?.fields.map((field) => [field.var, 'values' in field ? field.values : field.value]),
    ).toEqual([
      ['all', '1'],
      ['sinaddress', '0'],
      ['sindescription', '0'],
      ['sinname', '1'],
      ['min_users', '2'],
      ['types', 'xep-0045'],
    ]);
  });
});

describe('what was found', () => {
  it('reads as in XEP-0433', () => {
    const answer = fixture('extended-channel-search/result');
    const { channels, page } = fixtureJson<{ channels: unknown; page: unknown }>(
      'extended-channel-search/result',
    );
    expect(readFoundChannels(answer)).toEqual(channels);
    expect(readPage(firstChild(answer) ?? answer)).toEqual(page);
  });

  it('is none without a result, and leaves out what is no address', () => {
    expect(readFoundChannels(parse("<iq xmlns='jabber:client'/>"))).toBeUndefined();
    const odd =
      "<iq xmlns='jabber:client'><result xmlns='urn:xmpp:channel-search:0:search'><item/><item address='@'/></result></iq>";
    expect(readFoundChannels(parse(odd))).toEqual([]);
  });

  it('may have to wait', () => {
    expect(readRetryAfter(fixture('extended-channel-search/rate-limit'))).toBe(30);
    expect(readRetryAfter(fixture('extended-channel-search/conflict'))).toBeUndefined();
  });
});
