/** What it takes to log in; what the page and its worker say to each other about it. */
export interface Login {
  /** The account's bare JID. */
  readonly jid: string;
  /** The address of the server's WebSocket. */
  readonly service: string;
  /** Absent where the session is there, or the browser has a token of the server's. */
  readonly password?: string;
}

/** Whether the text looks like an account: everything else the server says. */
export const isAccount = (text: string): boolean => /^[^@/\s]+@[^@/\s]+$/.test(text);

/** Whether the text is the address of a WebSocket. */
export const isSocket = (text: string): boolean =>
  URL.canParse(text) && /^wss?:$/.test(new URL(text).protocol);

/** @returns `undefined` for anything else than a login */
export function readLogin(value: unknown): Login | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { jid, service, password } = value as Partial<Record<string, unknown>>;
  if (typeof jid !== 'string' || !isAccount(jid)) return undefined;
  if (typeof service !== 'string' || !isSocket(service)) return undefined;
  return { jid, service, ...(typeof password === 'string' && { password }) };
}
