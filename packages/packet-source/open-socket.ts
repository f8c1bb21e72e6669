import type { GatewaySocket } from './gateway-socket.js';

const PATIENCE_MS = 15_000;

/** The browser is not signed in any more: there is no use in trying again. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/**
 * Opens a browser's WebSocket at a gateway. It asks for a ticket first, which opens one socket: a page of
 * somebody else can send neither.
 *
 * @param url `wss://chat.capulet.example/as/juliet/packets`
 * @throws SignedOut when the gateway does not know the browser
 * @throws Error when the gateway cannot be reached, or gives no ticket
 */
export async function openSocket(url: string): Promise<GatewaySocket> {
  const address = new URL(url);
  const asking = new URL('ticket', address);
  asking.protocol = address.protocol.replace('ws', 'http');
  const response = await fetch(asking, {
    method: 'POST',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.status === 401) throw new SignedOut('the browser is not signed in');
  if (!response.ok) throw new Error(`the gateway answered ${String(response.status)}`);
  const { ticket } = (await response.json()) as { readonly ticket: string }; // our own gateway's
  address.searchParams.set('ticket', ticket);
  return new WebSocket(address);
}
