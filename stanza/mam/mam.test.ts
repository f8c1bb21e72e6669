import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import * as fc from 'fast-check';
import { MalformedStanza, firstChild, parse } from '../core/index.js';
import { readDataForm, type DataForm } from '../data-forms/index.js';
import { readPageRequest } from '../rsm/rsm.js';
import {
  NS_MAM,
  mamMetadataRequest,
  mamQuery,
  mamVersions,
  newestMam,
  preferencesElement,
  preferencesRequest,
  readMamFin,
  readMamMetadata,
  readMamResult,
  readPreferences,
  type ArchivePreferences,
  type MamQuery,
} from './index.js';

const result = (attrs: string, inner: string, ns: string = NS_MAM) =>
  parse(
    `<result xmlns='${ns}' ${attrs}><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></result>`,
  );
const MESSAGE = "<message xmlns='jabber:client' from='a@b.example'/>";

describe('a question to an archive', () => {
  it('is built as clients do', () => {
    const { query } = fixtureJson<{ query: MamQuery }>('mam/query');
    toEqualXml(mamQuery(query), firstChild(fixture('mam/query')) ?? '');
    toEqualXml(mamMetadataRequest(), `<metadata xmlns='${NS_MAM}'/>`);
  });

  it('says what it is asked to say', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const filter = fc.record(
      { with: text, start: text, end: text, beforeId: text, afterId: text },
      { requiredKeys: [] },
    );
    const names = { beforeId: 'before-id', afterId: 'after-id' };
    fc.assert(
      fc.property(filter, text, fc.constantFrom(...mamVersions), (wanted, queryId, version) => {
        const page = { max: 3 };
        const el = parse(
          mamQuery({ version, queryId, filter: wanted, page, isFlipped: true }).toString(),
        );
        expect(el.attrs).toMatchObject({ xmlns: version, queryid: queryId });
        expect(readPageRequest(el)).toEqual(page);
        expect(el.getChild('flip-page', version)).toBeDefined();
        const form: DataForm | undefined = readDataForm(el);
        const said = form?.fields.map((field) => [
          field.var,
          'value' in field ? field.value : undefined,
        ]);
        const expected = Object.entries(wanted).map(([name, value]) => [
          name in names ? names[name as keyof typeof names] : name,
          value,
        ]);
        expect(Object.fromEntries(said ?? [])).toEqual(Object.fromEntries(expected));
        expect(form === undefined || form.formType === version).toBe(true);
      }),
    );
  });

  it('is of the newest protocol that the archive speaks', () => {
    expect(newestMam(['urn:xmpp:mam:0', 'urn:xmpp:mam:2', 'urn:xmpp:mam:1'])).toBe(NS_MAM);
    expect(newestMam(['urn:xmpp:mam:0', 'urn:xmpp:mam:1'])).toBe('urn:xmpp:mam:1');
    expect(newestMam(['urn:xmpp:mam:tmp'])).toBeUndefined();
  });
});

describe('what comes of an archive', () => {
  it.each(['result-prosody', 'result-ejabberd', 'result-room'])('is read as in %s', (name) => {
    const { content } = fixtureJson<{ content: Record<string, unknown> }>(`mam/${name}`);
    const el = firstChild(fixture(`mam/${name}`));
    expect(el && readMamResult(el)).toMatchObject({
      id: content['id'],
      queryId: content['queryId'],
      ...('delay' in content && { delay: content['delay'] }),
    });
  });

  it.each([
    ['without its query', result("id='a'", MESSAGE)],
    ['without id', result("queryid='q'", MESSAGE)],
    ['of another protocol', result("id='a' queryid='q'", MESSAGE, 'urn:xmpp:mam:tmp')],
    ['without a message', result("id='a' queryid='q'", '')],
    ['with two', result("id='a' queryid='q'", MESSAGE + MESSAGE)],
    ['with a presence', result("id='a' queryid='q'", "<presence xmlns='jabber:client'/>")],
  ])('is none %s', (_how, el) => {
    expect(readMamResult(el)).toBeUndefined();
  });

  it.each([
    ...(['fin-prosody', 'fin-ejabberd', 'complete-prosody'] as const),
    ...(['complete-ejabberd', 'count-prosody', 'count-ejabberd'] as const),
  ])('ends as in %s', (name) => {
    const { fin } = fixtureJson<{ fin: unknown }>(`mam/${name}`);
    expect(readMamFin(fixture(`mam/${name}`), NS_MAM)).toEqual(fin);
    expect(() => readMamFin(fixture(`mam/${name}`), 'urn:xmpp:mam:1')).toThrow(MalformedStanza);
  });

  it('may be unstable, and is malformed without a page', () => {
    const fin = (attrs: string, inner: string) =>
      readMamFin(parse(`<iq><fin xmlns='${NS_MAM}' ${attrs}>${inner}</fin></iq>`), NS_MAM);
    const set = "<set xmlns='http://jabber.org/protocol/rsm'/>";
    expect(fin("stable='false' complete='1'", set)).toMatchObject({
      isUnstable: true,
      isComplete: true,
    });
    expect(() => fin('', '')).toThrow(MalformedStanza);
  });

  it('begins and ends somewhere', () => {
    const { metadata } = fixtureJson<{ metadata: unknown }>('mam/metadata-prosody');
    expect(readMamMetadata(fixture('mam/metadata-prosody'))).toEqual(metadata);
    expect(readMamMetadata(parse(`<iq><metadata xmlns='${NS_MAM}'/></iq>`))).toEqual({});
    expect(readMamMetadata(parse('<iq/>'))).toBeUndefined();
  });
});

describe('preferences', () => {
  it.each(['prefs-prosody', 'prefs-ejabberd'])('are read as in %s', (name) => {
    const { preferences } = fixtureJson<{ preferences: ArchivePreferences }>(`mam/${name}`);
    expect(readPreferences(fixture(`mam/${name}`))).toEqual(preferences);
    toEqualXml(preferencesElement(preferences), firstChild(fixture('mam/set-prefs')) ?? '');
    toEqualXml(preferencesRequest(), `<prefs xmlns='${NS_MAM}'/>`);
  });

  it('have a default that is known', () => {
    expect(
      readPreferences(parse(`<iq><prefs xmlns='${NS_MAM}' default='x'/></iq>`)),
    ).toBeUndefined();
  });
});
