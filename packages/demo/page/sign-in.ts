/** Signing in and out at the gateway. */
import type { LogInFailure, PersonChoice } from '@xec/widgets';
import { forgetAccount } from './known-account.js';

/** Somebody whose cookie this browser has. */
export interface SignedIn extends PersonChoice {
  /** Whether it is kept when the browser is closed. */
  readonly stays: boolean;
}

/** What the gateway is asked with. */
export type SignInRequest =
  | { readonly person: string }
  | { readonly jid: string; readonly password: string; readonly stays: boolean };

/** Whether this browser is signed in as that person; asked for with its cookie. */
export async function signedIn(id: string): Promise<SignedIn | undefined> {
  const response = await fetch(`/as/${id}/me`);
  return response.ok ? ((await response.json()) as SignedIn) : undefined; // our own gateway's
}

/** @returns who one is now, or why not */
export async function signIn(request: SignInRequest): Promise<PersonChoice | LogInFailure> {
  try {
    const response = await fetch('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    // Read to its end, before the page is left. It is our own gateway's.
    const answer = (await response.json()) as PersonChoice & { readonly condition?: string };
    if (response.ok) return answer;
    const retryMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
    return { condition: answer.condition ?? 'bad-request', retryMs };
  } catch {
    return { condition: 'no-gateway' };
  }
}

/** Every tab of this sign-in is told: their sources are closed, and they ask anew who one is. */
export async function signOut({ id }: PersonChoice): Promise<void> {
  forgetAccount();
  await fetch(`/as/${id}/sign-out`, { method: 'POST' });
}
