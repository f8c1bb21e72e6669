import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { firstChild, parse } from '../core/index.js';
import {
  NS_RSM,
  nextPage,
  pageRequest,
  previousPage,
  readPage,
  readPageRequest,
  type Page,
} from './rsm.js';
const parsed = (inside: string) => parse(`<query xmlns='urn:x'>${inside}</query>`);

describe('asking for a page', () => {
  it.each([
    [{}, ''],
    [{ max: 0 }, '<max>0</max>'],
    [{ max: 10, after: 'a<b' }, '<max>10</max><after>a&lt;b</after>'],
    [{ max: 10, before: '' }, '<max>10</max><before/>'],
    [{ max: 10, index: 371 }, '<max>10</max><index>371</index>'],
  ])('says %p', (request, inside) => {
    toEqualXml(pageRequest(request), `<set xmlns='${NS_RSM}'>${inside}</set>`);
  });

  it('is not done by other elements', () => {
    expect(readPageRequest(parsed('<set/>'))).toBeUndefined();
    expect(readPageRequest(parsed('<max>1</max>'))).toBeUndefined();
  });
});

describe('a page', () => {
  it.each(['example', 'archive-prosody', 'archive-ejabberd', 'empty-prosody'])(
    'is read as in %s',
    (name) => {
      const inside = firstChild(fixture(`rsm/${name}`));
      const { page } = fixtureJson<{ page: Page }>(`rsm/${name}`);
      expect(inside && readPage(inside)).toEqual(page);
    },
  );

  it('is none without a set of its namespace', () => {
    expect(readPage(parsed('<set><count>1</count></set>'))).toBeUndefined();
  });

  it.each(['-1', '1.5', '', 'many', '1e3', '9999999999999999'])('has no count of %p', (text) => {
    const read = readPage(parsed(`<set xmlns='${NS_RSM}'><count>${text}</count></set>`));
    expect(read).toEqual({});
  });
});

describe('the next page', () => {
  it('begins behind the last one that came', () => {
    const page = { first: 'a', last: 'b', index: 0, count: 3 };
    expect(nextPage({ max: 2 }, page, 2)).toEqual({ max: 2, after: 'b' });
    expect(nextPage({ max: 2, before: '' }, { first: 'a', last: 'b' }, 2)).toEqual({
      max: 2,
      after: 'b',
    });
  });

  it('is none at the end, without pages, and where the answer does not go on', () => {
    expect(nextPage({}, { first: 'a', last: 'b', index: 1, count: 3 }, 2)).toBeUndefined();
    expect(nextPage({}, { count: 3 }, 0)).toBeUndefined();
    expect(nextPage({}, undefined, 5)).toBeUndefined();
    expect(nextPage({ after: 'b' }, { first: 'a', last: 'b' }, 2)).toBeUndefined();
  });
});

describe('the page before', () => {
  it('ends before the first one that came', () => {
    expect(previousPage({ max: 2, before: '' }, { first: 'c', last: 'd', index: 2 }, 2)).toEqual({
      max: 2,
      before: 'c',
    });
  });

  it('is none at the beginning, without pages, and where the answer does not go on', () => {
    expect(previousPage({}, { first: 'a', last: 'b', index: 0 }, 2)).toBeUndefined();
    expect(previousPage({}, { count: 0 }, 0)).toBeUndefined();
    expect(previousPage({}, undefined, 5)).toBeUndefined();
    expect(previousPage({ before: 'a' }, { first: 'a', last: 'b' }, 2)).toBeUndefined();
  });
});
