/** What it takes to log in; what the page and its worker say to each other about it. */
export interface Login {
  /** The account's bare JID. */
  readonly jid: string;
  /** The address of the server's WebSocket. */
  readonly service: string;
  /** Whether the browser keeps the session when it is closed. */
  readonly stays: boolean;
  /** Absent where the session is there, or the browser has a token of the server's. */
  readonly password?: string;
}

/** @returns `undefined` for anything else than a login */
export function readLogin(value: unknown): Login | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { jid, service, password, stays } = value as Partial<Record<string, unknown>>;
  if (typeof jid !== 'string' || typeof service !== 'string') return undefined;
  // Whoever said nothing of it was asked nothing: those were kept.
  const login = { jid, service, stays: stays !== false };
  return { ...login, ...(typeof password === 'string' && { password }) };
}
