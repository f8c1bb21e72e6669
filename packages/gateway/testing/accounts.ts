/** Browsers that sign in with JID and password. */
import type { Gateway } from '../gateway.js';
import { cookieOf, originOf, post, TestTab } from './browser.js';

/** A browser that is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly cookie: string;
}

export const attempt = (
  gateway: Gateway,
  jid: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  post(gateway, '/api/sign-in', { jid, password }, { origin: originOf(gateway), ...headers });

/** @throws Error with what the gateway said */
export async function enter(gateway: Gateway, jid: string, password: string): Promise<SignedIn> {
  const response = await attempt(gateway, jid, password);
  if (!response.ok) throw new Error(await response.text());
  const { id } = (await response.json()) as { id: string };
  return { id, cookie: cookieOf(response) };
}

export const tabOf = (gateway: Gateway, { id, cookie }: SignedIn): Promise<TestTab> =>
  TestTab.open(gateway, id, cookie);

export const leave = (
  gateway: Gateway,
  { id, cookie }: SignedIn,
  how: 'sign-out' | 'sign-out-everywhere',
): Promise<Response> =>
  post(gateway, `/as/${id}/${how}`, {}, { origin: originOf(gateway), cookie });
