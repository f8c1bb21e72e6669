/** Where the page keeps whose sign-in at the gateway this browser has: the cookie tells nobody. */
const NAME = 'xec-account';

export interface KnownAccount {
  /** What stands in addresses for it. */
  readonly id: string;
  readonly jid: string;
}

/** @returns `undefined` where nobody stayed, or what was kept is damaged */
export function knownAccount(): KnownAccount | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<KnownAccount>; // read below
    const { id, jid } = found;
    if (typeof id !== 'string' || !/^[a-z0-9-]+$/.test(id) || typeof jid !== 'string')
      return undefined;
    return { id, jid };
  } catch {
    return undefined;
  }
}

export const keepAccount = ({ id, jid }: KnownAccount): void =>
  localStorage.setItem(NAME, JSON.stringify({ id, jid }));

export const forgetAccount = (): void => localStorage.removeItem(NAME);
