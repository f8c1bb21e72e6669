import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { NS_SASL, type XmlElement } from '@xec/stanza';
import type { Script } from '../stage/index.js';

/** What the server of a test does in another way than the RFC has it. */
export interface ScramTwist {
  readonly iterations?: number;
  readonly salt?: string;
  /** Makes the whole first message. */
  readonly first?: (nonce: string) => string;
  /** Makes the last one; absent: with the true signature. */
  readonly final?: (signature: string) => string;
  /** Says success to what should be challenged. */
  readonly successAtOnce?: boolean;
}

const PASSWORD = 'r0m30myr0m30';
const hmac = (key: Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (el: XmlElement): string => Buffer.from(el.getText(), 'base64').toString();

/** A server of SCRAM-SHA-256 that knows Juliet's password, but for `twist`. */
export function scramServer(twist: ScramTwist = {}): Script {
  let clientFirst = '';
  let serverFirst = '';
  const { iterations = 4096, salt = encode('0123456789abcdef') } = twist;
  return (el, server) => {
    if (el.is('open') && server.all('open').length === 1) {
      return [server.opened(), server.features('SCRAM-SHA-256')];
    }
    if (el.is('auth', NS_SASL)) {
      if (twist.successAtOnce === true) return [`<success xmlns='${NS_SASL}'/>`];
      clientFirst = decode(el).slice('n,,'.length);
      const nonce = /r=(.*)$/u.exec(clientFirst)?.[1] ?? '';
      serverFirst = twist.first?.(nonce) ?? `r=${nonce}server,s=${salt},i=${String(iterations)}`;
      return [`<challenge xmlns='${NS_SASL}'>${encode(serverFirst)}</challenge>`];
    }
    if (el.is('response', NS_SASL)) {
      const withoutProof = decode(el).replace(/,p=.*$/u, '');
      const salted = pbkdf2Sync(PASSWORD, Buffer.from(salt, 'base64'), iterations, 32, 'sha256');
      const text = `${clientFirst},${serverFirst},${withoutProof}`;
      const signature = hmac(hmac(salted, 'Server Key'), text).toString('base64');
      const final = twist.final?.(signature) ?? `v=${signature}`;
      return [`<success xmlns='${NS_SASL}'>${final === '' ? '' : encode(final)}</success>`];
    }
    return letsIn(el, server);
  };
}

/** A server that goes on with whoever opens the stream again, as after a login. */
export const letsIn: Script = (el, server) =>
  el.is('open') && server.all('open').length === 2
    ? [server.opened(), server.features()]
    : undefined;

/** Bytes that are nobody's signature. */
export const forged = createHash('sha256').update('forged').digest('base64');
