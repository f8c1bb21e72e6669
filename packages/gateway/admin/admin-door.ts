import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'hono/utils/cookie';
import { SignIns } from '../accounts/sign-ins.js';
import type { AdminOptions } from '../options.js';

const ADMIN = 'admin';
/** How long an administrator's browser stays signed in. */
const LASTS_MS = 3_600_000;

/** Who is an administrator: who knows the token, or has a browser that did. */
export class AdminDoor {
  readonly token: string;
  readonly signIns = new SignIns(LASTS_MS);
  /** Whether nobody is asked for the token who signs in from our own page. */
  readonly isOpen: boolean;
  readonly #cookie: () => string;

  /** @param cookie gives the name of an administrator's cookie */
  constructor({ token, isOpen = false }: AdminOptions, cookie: () => string) {
    this.token = token ?? randomBytes(32).toString('base64url');
    this.isOpen = isOpen;
    this.#cookie = cookie;
  }

  get cookie(): string {
    return this.#cookie();
  }

  isToken(text: string): boolean {
    return timingSafeEqual(hash(text), hash(this.token));
  }

  /** Whether the request has the token itself: no page of somebody else can send it. */
  hasToken(authorization: string | undefined): boolean {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    return token !== undefined && this.isToken(token);
  }

  hasCookie(cookie: string | undefined): boolean {
    const value = parse(cookie ?? '', this.cookie)[this.cookie];
    return this.signIns.find(value)?.person === ADMIN;
  }

  /** @returns the value of a cookie */
  begin(): string {
    return this.signIns.begin(ADMIN);
  }

  /** Signs out every administrator's browser. */
  end(): void {
    this.signIns.endAll(ADMIN);
  }

  admits({ headers: { authorization, cookie } }: IncomingMessage): boolean {
    return this.hasToken(authorization) || this.hasCookie(cookie);
  }
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
