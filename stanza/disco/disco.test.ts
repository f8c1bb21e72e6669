import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { parse, xml, type Element } from '../core/index.js';
import { discoInfoRequest, discoInfoResult, readDiscoInfo, type DiscoInfo } from './disco-info.js';
import { discoItemsRequest, discoItemsResult, readDiscoItems } from './disco-items.js';

const INFO = 'http://jabber.org/protocol/disco#info';
const ITEMS = 'http://jabber.org/protocol/disco#items';
const answer = (...queries: string[]): Element =>
  parse(`<iq xmlns='jabber:client' type='result'>${queries.join('')}</iq>`);

describe('disco#info', () => {
  it.each(['info-prosody', 'info-ejabberd'])('is read as in %s', (name) => {
    const { note: _note, ...expected } = fixtureJson<DiscoInfo & { note: string }>(`disco/${name}`);
    expect(readDiscoInfo(fixture(`disco/${name}`))).toEqual(expected);
  });

  it('is written with the node that was asked for', () => {
    toEqualXml(discoInfoRequest('urn:n'), `<query xmlns='${INFO}' node='urn:n'/>`);
    toEqualXml(
      discoInfoResult(
        {
          identities: [{ category: 'client', type: 'pc', name: 'A & B', lang: 'en' }],
          features: ['urn:a'],
        },
        'urn:n',
      ),
      `<query xmlns='${INFO}' node='urn:n'>
         <identity category='client' type='pc' name='A &amp; B' xml:lang='en'/><feature var='urn:a'/>
       </query>`.replace(/\n\s*/g, ''),
    );
  });

  it('keeps what is there twice, and drops what means nothing', () => {
    const info = readDiscoInfo(
      answer(
        `<query xmlns='${INFO}'><feature var='a'/><feature/><feature var=''/><feature var='a'/>
         <identity category='client'/><identity type='pc'/><identity category='c' type='t'/>
         <x xmlns='jabber:x:data'><field><value>lost</value></field></x><other var='b'/></query>`,
      ),
    );
    expect(info).toEqual({
      identities: [{ category: 'c', type: 't' }],
      features: ['a', 'a'],
      forms: [{ fields: [] }],
    });
  });

  it('takes for the type of a form only a hidden FORM_TYPE', () => {
    const form = (type: string) =>
      `<query xmlns='${INFO}'><x xmlns='jabber:x:data' type='result'>
         <field var='FORM_TYPE' type='${type}'><value>urn:a</value></field></x></query>`;
    expect(readDiscoInfo(answer(form('hidden')))?.forms[0]?.formType).toBe('urn:a');
    expect(readDiscoInfo(answer(form('text-single')))?.forms[0]?.formType).toBeUndefined();
  });

  it.each([
    ['no query', []],
    ['two queries', [`<query xmlns='${INFO}'/>`, `<query xmlns='${INFO}'/>`]],
    ['a query of another namespace', [`<query xmlns='${ITEMS}'/>`]],
  ])('is nothing with %s', (_what, queries) => {
    expect(readDiscoInfo(answer(...queries))).toBeUndefined();
  });
});

describe('disco#items', () => {
  it.each(['items-prosody', 'items-ejabberd'])('are read as in %s', (name) => {
    const { items } = fixtureJson<{ items: unknown[] }>(`disco/${name}`);
    expect(readDiscoItems(fixture(`disco/${name}`))).toEqual(items);
  });

  it('are read as they are written, with JIDs prepared', () => {
    const query = discoItemsResult([{ jid: 'Rooms.Example', node: 'n', name: 'Rooms' }], 'urn:n');
    expect(query.attrs['node']).toBe('urn:n');
    expect(readDiscoItems(xml('iq', { xmlns: 'jabber:client' }, query))).toEqual([
      { jid: 'rooms.example', node: 'n', name: 'Rooms' },
    ]);
    toEqualXml(discoItemsRequest(), `<query xmlns='${ITEMS}'/>`);
  });

  it('are left out without a valid JID', () => {
    const query = `<query xmlns='${ITEMS}'><item/><item jid='@'/><item jid='a.example'/></query>`;
    expect(readDiscoItems(answer(query))).toEqual([{ jid: 'a.example' }]);
  });

  it('are nothing with no query or two', () => {
    expect(readDiscoItems(answer())).toBeUndefined();
    const query = `<query xmlns='${ITEMS}'/>`;
    expect(readDiscoItems(answer(query, query))).toBeUndefined();
  });
});
