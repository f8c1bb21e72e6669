/**
 * Where the page keeps who one was without the gateway: account and server, never the password.
 */
import { readLogin, type Login } from './login.js';

const NAME = 'xec-direct';

/** Until the browser is closed, where somebody does not want to stay. */
const places = (): readonly Storage[] => [sessionStorage, localStorage];

/** @returns `undefined` where nobody was, or what was kept is damaged */
export function keptLogin(): Login | undefined {
  for (const place of places()) {
    try {
      const login = readLogin(JSON.parse(place.getItem(NAME) ?? 'null'));
      if (login !== undefined) return login;
    } catch {
      // Somebody else wrote it, or it was cut off.
    }
  }
  return undefined;
}

export function keepLogin({ jid, service, stays }: Login): void {
  forgetLogin();
  const place = stays ? localStorage : sessionStorage;
  place.setItem(NAME, JSON.stringify({ jid, service, stays }));
}

export function forgetLogin(): void {
  for (const place of places()) place.removeItem(NAME);
}
