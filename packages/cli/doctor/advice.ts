/**
 * What errors mean, and what to do about them.
 */
import { TransportError, type TransportErrorCode } from '@xec/client';
import { SaslError, StreamError } from '@xec/xec';

const transportAdvice: Partial<Record<TransportErrorCode, string>> = {
  refused:
    'Check the port and the path of the address, whether the server runs, and whether ' +
    'it has its WebSocket module (Prosody: "websocket", ejabberd: "ejabberd_http_ws") on.',
  unreachable:
    'Nobody is there: check the name and the port of the address, and whether the server runs.',
  timeout: 'A firewall may swallow the connection: try from another network, or another port.',
  certificate:
    'The certificate must be valid for the host of the address. Give the server a valid one, or ' +
    'name the authority that you trust with --ca <file>.',
  subprotocol:
    'It is a web server that does not speak XMPP there: check the path of the address, often ' +
    '/xmpp-websocket or /ws.',
  'invalid-service': 'Give an address that begins with wss://, or ws:// for this machine.',
};

const loginAdvice: Readonly<Record<string, string>> = {
  'not-authorized': 'The name or the password is wrong, or the account does not exist.',
  'account-disabled': 'The account is disabled: ask the people who run the server.',
  'credentials-expired': 'The password has expired: change it.',
  'invalid-mechanism':
    'Ask the people who run the server for SCRAM-SHA-256 or SCRAM-SHA-1; --allow-plain shows the ' +
    'server the password itself, over TLS only.',
  'temporary-auth-failure': 'The server cannot check logins now: try again later.',
};

const streamAdvice: Readonly<Record<string, string>> = {
  'host-unknown':
    'The server does not serve the domain of the JID: check the JID, or name the right --service.',
  'host-gone': 'The server no longer serves the domain of the JID.',
  'connection-timeout': 'The server accepts connections and says nothing: look at its log.',
  'policy-violation': 'The server has a rule against this client: look at its log.',
  'resource-constraint': 'The server is overloaded, or has too many connections of yours.',
};

/** What to do about `error`; `undefined` where nobody knows. */
export function adviceFor(error: unknown): string | undefined {
  if (error instanceof TransportError) return transportAdvice[error.code];
  if (error instanceof SaslError) return loginAdvice[error.condition];
  if (error instanceof StreamError) return streamAdvice[error.condition];
  return undefined;
}
