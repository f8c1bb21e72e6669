/**
 * A setup's login and managed stream, as a rehearsal takes them.
 */
import {
  systemRuntime,
  type ManagedStream,
  type RehearsedLogin,
  type RehearsedToken,
} from '@xec/client';
import { countBetween, isStanza, messageStanza, parse, parseJid, type Element } from '@xec/stanza';
import { messageOf } from '../exit.js';
import type { BindingSetup, LoginSetup, SmSetup, TokenSetup } from './stream-setup.js';

/** More stanzas without acknowledgement are nothing to write down. */
const MAX_UNACKNOWLEDGED = 1000;
const AN_HOUR_MS = 3_600_000;

/** Our full JID in a login: that of the setup, or of another account of its server. */
export function jidOf(jid: string, login: LoginSetup | undefined): string {
  if (login?.username === undefined) return jid;
  const { domain, resource = '' } = parseJid(jid);
  try {
    const account = parseJid(`${login.username}@${domain}`);
    return parseJid(`${account.bare}/${resource}`).toString();
  } catch (error) {
    throw new TypeError(`setup: login.username: ${messageOf(error)}`, { cause: error });
  }
}

export function loginOf({
  secure,
  features,
  token,
  channelBinding,
  ...login
}: LoginSetup): RehearsedLogin {
  return {
    ...login,
    isSecure: secure,
    offers: features,
    token: token && tokenOf(token),
    channelBinding: channelBinding && bindingOf(channelBinding),
  };
}

function tokenOf({ inline, expiry, ...token }: TokenSetup): RehearsedToken {
  const has = (what: 'bind' | 'enable' | 'resume'): boolean => inline?.includes(what) ?? true;
  return {
    ...token,
    expiry: expiry ?? systemRuntime.now() + AN_HOUR_MS,
    inline: { bind: has('bind'), enable: has('enable'), resume: has('resume') },
  };
}

const bindingOf = (given: BindingSetup): NonNullable<RehearsedLogin['channelBinding']> =>
  Object.fromEntries(Object.entries(given).filter(([, data]) => data !== undefined));

/** @param sent stanzas that a setup says were sent, besides */
export function streamOf(sm: SmSetup, jid: string, sent: readonly string[]): ManagedStream {
  const { id, acked, handled, resuming, enabling } = sm;
  if (resuming && enabling) throw new TypeError('setup: sm: expected resuming or enabling');
  return {
    id,
    acked,
    handled,
    sent: [...unacknowledged(sm, jid), ...stanzas(sent, 'sent')],
    state: resuming ? 'resuming' : enabling ? 'enabling' : 'online',
  };
}

function unacknowledged({ sent, acked }: SmSetup, jid: string): readonly Element[] {
  if (typeof sent !== 'number') return stanzas(sent, 'sm.sent');
  const length = countBetween(acked, sent);
  if (length > MAX_UNACKNOWLEDGED) {
    throw new TypeError(
      `setup: sm: expected at most ${String(MAX_UNACKNOWLEDGED)} stanzas between acked and sent`,
    );
  }
  const to = parseJid(jid).domain;
  return Array.from({ length }, (_none, index) =>
    messageStanza({ to, id: `sent-${String(index + 1)}` }),
  );
}

/** @throws TypeError that names the one that is none */
export const stanzas = (texts: readonly string[], member: string): readonly Element[] =>
  texts.map((text, index) => {
    try {
      const el = parse(text);
      if (isStanza(el)) return el;
    } catch (error) {
      throw new TypeError(`setup: ${member}.${String(index)}: ${messageOf(error)}`, {
        cause: error,
      });
    }
    throw new TypeError(`setup: ${member}.${String(index)}: expected a stanza`);
  });
