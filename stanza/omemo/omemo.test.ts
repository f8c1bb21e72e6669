import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import * as fc from 'fast-check';
import { parse, type Element } from '../core/index.js';
import {
  MAX_OMEMO_ID,
  omemoBundleElement,
  omemoBundlePlace,
  omemoDevicesElement,
  omemoDevicesNamed,
  omemoEncryptedElement,
  omemoKeyFor,
  omemoVersions,
  readOmemoBundle,
  readOmemoDevices,
  readOmemoEncrypted,
  type OmemoBundle,
  type OmemoDeviceList,
  type OmemoEncrypted,
} from './index.js';

const [NS, LEGACY] = ['urn:xmpp:omemo:2', 'eu.siacs.conversations.axolotl'];
const payloadOf = (el: Element | undefined): Element | undefined =>
  el?.getChild('items')?.getChild('item')?.getChildElements()[0];
const copied = (el: Element): Element => parse(el.toString());

const version = fc.constantFrom(...omemoVersions);
const id = fc.integer({ min: 1, max: MAX_OMEMO_ID });
const base64 = fc.base64String({ minLength: 4 });
const jid = fc.constantFrom('romeo@montague.lit', 'juliet@capulet.lit');

describe.each(omemoVersions)('of OMEMO %s', (which) => {
  it('the devices of an account are read and written', () => {
    const { content } = fixtureJson<{ content: { content: OmemoDeviceList } }>(
      `omemo/devices-${which}`,
    );
    const el = payloadOf(fixture(`omemo/devices-${which}`).getChild('event'));
    expect(el && readOmemoDevices(el)).toEqual(content.content);
    toEqualXml(el, omemoDevicesElement(content.content));
  });

  it('the keys of a device are read and written', () => {
    const { bundle } = fixtureJson<{ bundle: OmemoBundle }>(`omemo/bundle-${which}`);
    const el = payloadOf(fixture(`omemo/bundle-${which}`));
    expect(el && readOmemoBundle(el)).toEqual(bundle);
    toEqualXml(el, omemoBundleElement(bundle));
  });

  it('what a message holds is read and written', () => {
    const { encrypted } = fixtureJson<{ encrypted: [OmemoEncrypted] }>(`omemo/message-${which}`);
    const message = fixture(`omemo/message-${which}`);
    expect(readOmemoEncrypted(message)).toEqual(encrypted);
    const [payload] = message.getChild('encrypted')?.getChildren('payload') ?? [];
    if (payload) payload.children = [payload.getText().trim()];
    toEqualXml(message.getChild('encrypted'), omemoEncryptedElement(encrypted[0]));
  });

  it('a bundle lacks nothing that a session begins with', () => {
    const whole = payloadOf(fixture(`omemo/bundle-${which}`));
    const names = whole?.getChildElements().map((child) => child.getName()) ?? [];
    expect(names).toHaveLength(4);
    for (const name of names) {
      const el = payloadOf(fixture(`omemo/bundle-${which}`));
      if (el) el.children = el.getChildElements().filter((child) => child.getName() !== name);
      expect(el && readOmemoBundle(el)).toBeUndefined();
    }
  });

  it('the places of bundles tell whose they are', () => {
    const place = omemoBundlePlace(which, 31415);
    const name = which === '2' ? place.id : place.node;
    expect(omemoDevicesNamed(which, [name, 'urn:xmpp:mood', '', '0', `${name}x`])).toEqual([31415]);
  });
});

describe('a list of devices', () => {
  it('reads back as it was built', () => {
    const label = fc.record({ text: fc.string({ unit: 'grapheme' }), signature: base64 });
    const device = fc.record({ id, label }, { requiredKeys: ['id'] });
    const devices = fc.uniqueArray(device, { selector: (one) => one.id, maxLength: 8 });
    fc.assert(
      fc.property(version, devices, (of, list) => {
        const plain = of === '2' ? list : list.map((one) => ({ id: one.id }));
        const whole = { version: of, devices: plain };
        expect(readOmemoDevices(copied(omemoDevicesElement(whole)))).toEqual(whole);
      }),
    );
  });

  it('has each device once, and no odd ones', () => {
    const ids = ['1', '1', '0', '-1', '01', '1.5', '', '2147483648', '2147483647'];
    const inner = ids.map((each) => `<device id='${each}'/>`).join('');
    const read = readOmemoDevices(parse(`<devices xmlns='${NS}'><device/>${inner}</devices>`));
    expect(read?.devices.map((each) => each.id)).toEqual([1, 2147483647]);
  });

  it('has no label that is not signed', () => {
    const attrs = ["label='a'", "labelsig='YQ=='", "label='a' labelsig='?'"];
    for (const each of attrs) {
      const el = parse(`<devices xmlns='${NS}'><device id='1' ${each}/></devices>`);
      expect(readOmemoDevices(el)).toEqual({ version: '2', devices: [{ id: 1 }] });
    }
  });

  it('is bounded', () => {
    const inner = Array.from({ length: 300 }, (_, at) => `<device id='${String(at + 1)}'/>`);
    const el = parse(`<list xmlns='${LEGACY}'>${inner.join('')}</list>`);
    expect(readOmemoDevices(el)?.devices).toHaveLength(256);
  });

  it.each([`<list xmlns='${NS}'/>`, `<devices xmlns='${LEGACY}'/>`, `<bundle xmlns='${NS}'/>`])(
    'is not %s',
    (text) => {
      expect(readOmemoDevices(parse(text))).toBeUndefined();
      expect(readOmemoBundle(parse(text))).toBeUndefined();
    },
  );
});

describe('the keys of a device', () => {
  it('read back as they were built', () => {
    const key = fc.record({ id, key: base64 });
    const signedPreKey = fc.record({ id, key: base64, signature: base64 });
    const preKeys = fc.array(key, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.record({ version, identityKey: base64, signedPreKey, preKeys }), (bundle) => {
        expect(readOmemoBundle(copied(omemoBundleElement(bundle)))).toEqual(bundle);
      }),
    );
  });
});

describe('an encrypted message', () => {
  it('reads back as it was built, keys of one account together', () => {
    const key = fc.record(
      { jid, device: id, isKeyExchange: fc.constant(true as const), data: base64 },
      { requiredKeys: ['jid', 'device', 'data'] },
    );
    const parts = fc.record(
      { device: id, keys: fc.array(key, { maxLength: 6 }), payload: base64 },
      { requiredKeys: ['device', 'keys'] },
    );
    fc.assert(
      fc.property(version, parts, base64, (of, { keys, ...rest }, iv) => {
        const sorted = [...keys].sort((one, other) =>
          one.jid < other.jid ? -1 : +(one.jid > other.jid),
        );
        const whole: OmemoEncrypted =
          of === '2'
            ? { version: of, ...rest, keys: sorted }
            : { version: of, ...rest, iv, keys: keys.map(({ jid: _jid, ...each }) => each) };
        const message = `<message xmlns='jabber:client'>${omemoEncryptedElement(whole).toString()}</message>`;
        expect(readOmemoEncrypted(parse(message))).toEqual([whole]);
      }),
    );
  });

  it('may be there in both versions', () => {
    const both = omemoVersions.map((of) => fixture(`omemo/message-${of}`).getChild('encrypted'));
    const message = parse(`<message xmlns='jabber:client'>${both.join('')}</message>`);
    expect(readOmemoEncrypted(message).map((each) => each.version)).toEqual(['legacy', '2']);
  });

  it('is for a device of an account', () => {
    const [two] = readOmemoEncrypted(fixture('omemo/message-2'));
    const [legacy] = readOmemoEncrypted(fixture('omemo/message-legacy'));
    if (two === undefined || legacy === undefined) throw new Error('expected both');
    expect(omemoKeyFor(two, 'romeo@montague.lit', 12321)?.isKeyExchange).toBe(true);
    expect(omemoKeyFor(two, 'juliet@capulet.lit', 12321)).toBeUndefined();
    expect(omemoKeyFor(legacy, 'anyone@montague.lit', 31415)).toBeDefined();
    expect(omemoKeyFor(legacy, 'anyone@montague.lit', 1)).toBeUndefined();
  });

  it.each([
    ['no header', `<encrypted xmlns='${NS}'><payload>YQ==</payload></encrypted>`],
    ['no sender', `<encrypted xmlns='${NS}'><header/></encrypted>`],
    ['no iv', `<encrypted xmlns='${LEGACY}'><header sid='1'/></encrypted>`],
    ['another namespace', `<encrypted xmlns='urn:x'><header sid='1'/></encrypted>`],
  ])('is none with %s', (_what, inner) => {
    const message = parse(`<message xmlns='jabber:client'>${inner}</message>`);
    expect(readOmemoEncrypted(message)).toEqual([]);
  });

  it('has no keys for nobody, or of nothing', () => {
    const key = "<key rid='1'>YQ==</key>";
    const odd = `<key>YQ==</key><key rid='2'/><key rid='3'>?</key>`;
    const header = `${key}<keys>${key}</keys><keys jid='a@b/c'>${key}</keys><keys jid='A@b'>${key}${odd}</keys>`;
    const message = parse(
      `<message xmlns='jabber:client'><encrypted xmlns='${NS}'><header sid='1'>${header}</header></encrypted></message>`,
    );
    expect(readOmemoEncrypted(message)).toEqual([
      { version: '2', device: 1, keys: [{ jid: 'a@b', device: 1, data: 'YQ==' }] },
    ]);
  });

  it('is not built from what its version does not have', () => {
    const keys = [{ device: 1, data: 'YQ==' }];
    const build = (rest: Partial<OmemoEncrypted>) => () =>
      omemoEncryptedElement({ version: '2', device: 1, keys, ...rest });
    expect(build({})).toThrow(/expected the jid of each key/);
    expect(build({ keys: [], iv: 'YQ==' })).toThrow(/expected no iv/);
    expect(build({ version: 'legacy' })).toThrow(/expected an iv/);
    const named = [{ jid: 'a@b', device: 1, data: 'YQ==' }];
    expect(build({ version: 'legacy', iv: 'YQ==', keys: named })).toThrow(/without jid/);
  });
});
