/**
 * What errors mean, and what to do about them.
 */
import { TransportError, type TransportErrorCode } from '@xec/client';
import { SaslError, StreamError } from '@xec/xec';

const transportAdvice: Partial<Record<TransportErrorCode, string>> = {
  refused:
    'Check the port and the path of the address, whether the server runs, and whether it listens ' +
    'there: WebSockets and BOSH are modules (Prosody: "websocket" and "bosh"; ejabberd: ' +
    '"ejabberd_http_ws" and "mod_bosh").',
  unreachable:
    'Nobody is there: check the name and the port of the address, and whether the server runs.',
  timeout: 'A firewall may swallow the connection: try from another network, or another port.',
  certificate:
    'The certificate must be valid today, from an authority that is trusted, and for the domain of ' +
    'the JID (over TCP) or the host of the address (else). Give the server a valid one, or name the ' +
    'authority that you trust with --ca <file>.',
  subprotocol:
    'It is a web server that does not speak XMPP there: check the path of the address, often ' +
    '/xmpp-websocket or /ws.',
  protocol: 'What listens there does not speak XMPP in this way: check the scheme and the port.',
  closed: 'The server, or somebody on the way, ends connections: look at the log of the server.',
  'invalid-service':
    'Give an address that begins with wss://, xmpps://, xmpp:// or https://; ws:// and http:// are ' +
    'for this machine.',
};

const loginAdvice: Readonly<Record<string, string>> = {
  'not-authorized': 'The name or the password is wrong, or the account does not exist.',
  'account-disabled': 'The account is disabled: ask the people who run the server.',
  'credentials-expired': 'The password has expired: change it.',
  'invalid-mechanism':
    'Ask the people who run the server for SCRAM-SHA-256 or SCRAM-SHA-1; --allow-plain shows the ' +
    'server the password itself, over TLS only.',
  'encryption-required': 'The server wants TLS before a login: use wss://, xmpps:// or https://.',
  'mechanism-too-weak':
    'The server wants a stronger way to log in than those that it may use here.',
  'server-signature':
    'It does not have the account’s password, so it may not be the server that it says it is. Do not ' +
    'go on; tell the people who run it.',
  nonce:
    'Its answer was not made for this login: a broken server, or somebody who repeats an old one.',
  iterations:
    'The server has to hash passwords 4,096 times at least, and 10,000,000 times at most: ask the ' +
    'people who run it.',
  downgrade:
    'Try from another network. Where it is the same there, the people who run the server can say ' +
    'which ways to log in it offers.',
  'channel-binding':
    'Something between you and the server ends TLS, a proxy for one: log in without -PLUS there.',
  'mandatory-extension': 'The server needs a newer client than this one.',
  malformed: 'The server does not keep to the rules of its mechanism: look at its log.',
  'temporary-auth-failure': 'The server cannot check logins now: try again later.',
};

const streamAdvice: Readonly<Record<string, string>> = {
  'host-unknown':
    'The server does not serve the domain of the JID: check the JID, or name the right --service.',
  'host-gone': 'The server no longer serves the domain of the JID.',
  timeout: 'The server accepts connections and says nothing: look at its log.',
  'invalid-from':
    'Another domain answers there: check the JID and the address, or name the right --service.',
  'encryption-required': 'Use wss://, xmpps:// or https://, or get the server to offer STARTTLS.',
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
