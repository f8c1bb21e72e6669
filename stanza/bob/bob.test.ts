import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { MalformedStanza, parse } from '../core/index.js';
import {
  MAX_BOB_BYTES,
  bobElement,
  bobRequest,
  makeBobData,
  readAllBobData,
  readBobCid,
  readBobData,
} from './bob.js';

const CID = 'sha1+8f35fef110ffc5df08d579a50083ff9308fb6242@bob.xmpp.org';
const data = (cid: string, text: string) =>
  parse(`<iq xmlns='jabber:client'><data xmlns='urn:xmpp:bob' cid='${cid}'>${text}</data></iq>`);

describe('bits of binary', () => {
  // Under the name that its bytes have; the one in the specification is another one's.
  it('are read as in the example of the specification', () => {
    expect(readBobData(fixture('bob/example'))).toEqual(fixtureJson('bob/example'));
  });

  it('are made, written and read', () => {
    const made = makeBobData(Uint8Array.of(1, 2, 3), 'image/png', 0);
    expect(made.cid).toMatch(/^sha1\+[0-9a-f]{40}@bob\.xmpp\.org$/);
    expect(readBobData(bobElement(made))).toEqual(made);
    toEqualXml(bobRequest(CID), `<data xmlns='urn:xmpp:bob' cid='${CID}'/>`);
  });

  it.each([
    ['sha1+7037807198c22a7d2b0807371d763779a84fdfcf@bob.xmpp.org', 'AQID'],
    ['sha-1+7037807198C22A7D2B0807371D763779A84FDFCF@bob.xmpp.org', ' AQ\nID '],
    [
      'sha256+039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81@bob.xmpp.org',
      'AQID',
    ],
  ])('of %s are what they say', (cid, text) => {
    expect(readBobData(data(cid, text))?.base64).toBe('AQID');
  });

  it.each([
    ['other bytes', CID, 'AQID'],
    ['no base64', CID, 'A!'],
    ['an unknown hash', 'md4+00@bob.xmpp.org', 'AQID'],
    ['a name of the language', 'constructor+00@bob.xmpp.org', 'AQID'],
    ['too many bytes', CID, 'A'.repeat(Math.ceil(MAX_BOB_BYTES / 3) * 4 + 4)],
  ])('with %s are refused', (_what, cid, text) => {
    expect(() => readBobData(data(cid, text))).toThrow(MalformedStanza);
    expect(readAllBobData(data(cid, text))).toEqual([]);
  });

  it('are none in other stanzas', () => {
    expect(readBobData(parse("<iq xmlns='jabber:client'/>"))).toBeUndefined();
    expect(readBobData(data('no-cid', 'AQID'))).toBeUndefined();
  });

  it('are not made too large', () => {
    expect(() => makeBobData(new Uint8Array(MAX_BOB_BYTES + 1), 'image/png')).toThrow(RangeError);
  });

  it('have a name that may come as an address', () => {
    expect(readBobCid(`cid:${CID}`)).toBe(CID);
    expect(readBobCid(CID.toUpperCase().replace('BOB.XMPP.ORG', 'bob.xmpp.org'))).toBe(CID);
    for (const text of ['', 'cid:x', `${CID}/x`, 'http://a.example/', 'sha1+@bob.xmpp.org']) {
      expect(readBobCid(text)).toBeUndefined();
    }
  });
});
