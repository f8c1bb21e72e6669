import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Key and certificates of a server that signs its own. */
export class Authority {
  readonly key: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
    this.key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  }

  /**
   * A certificate (RFC 5280) of `host`, and of these IPv4 addresses, that is valid until then. Node
   * reads them and makes none. It signs itself: it is also what a client trusts.
   */
  certificate(host: string, untilMs: number, addresses: readonly string[] = []): string {
    const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(host)))));
    const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'));
    const body = der(
      0x30,
      der(0xa0, der(0x02, Buffer.from([2]))), // version 3
      der(0x02, Buffer.from([1])),
      ecdsaWithSha256,
      name,
      der(0x30, time(untilMs - 2 * DAY_MS), time(untilMs)),
      name,
      this.#publicKey.export({ type: 'spki', format: 'der' }),
      der(0xa3, der(0x30, subjectAltName(host, addresses))),
    );
    const signature = sign('sha256', body, this.#privateKey);
    return pem(der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature)));
  }
}

export const DAY_MS = 86_400_000;

function subjectAltName(host: string, addresses: readonly string[]): Buffer {
  const names = [
    der(0x82, Buffer.from(host)),
    ...addresses.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))),
  ];
  return der(0x30, oid('551d11'), der(0x04, der(0x30, ...names)));
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

/** UTCTime. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[^0-9]/gu, '');
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
