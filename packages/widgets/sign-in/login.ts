/** What somebody filled in to log in. */
export interface LogInWish {
  /** The account's bare JID. */
  readonly jid: string;
  readonly password: string;
  /** The address of the server's WebSocket, where it was asked for. */
  readonly service: string | undefined;
  /** Whether the browser keeps the login when it is closed. */
  readonly stays: boolean;
}

/** Whether the text looks like an account: everything else the server says. */
export const isAccount = (text: string): boolean => /^[^@/\s]+@[^@/\s]+$/.test(text);

/** Whether the text is the address of a WebSocket. */
export const isSocket = (text: string): boolean =>
  URL.canParse(text) && /^wss?:$/.test(new URL(text).protocol);
