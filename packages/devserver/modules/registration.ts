/**
 * XEP-0077: In-Band Registration, version 2.4 (2012-01-25), before a login and after it; tokens as in
 * XEP-0445, version 0.2.0; CAPTCHAs as in XEP-0158 section 4.
 * https://xmpp.org/extensions/xep-0077.html
 */
import { xml, type Element, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Connection } from '../connection.js';
import { errorReply, Refusal, resultReply } from '../errors.js';
import type { Host } from '../host.js';
import { prepareLocal } from '../jid.js';
import type { RegistrationOptions } from '../options.js';
import type { IqRequest, Module } from './module.js';
import { CAPTCHA_ANSWER, NS_REGISTER, registrationQuery, said } from './registration-query.js';

const NS_FEATURE = 'http://jabber.org/features/iq-register';
const NS_TOKEN = 'urn:xmpp:ibr-token:0';
const NS_PREAUTH = 'urn:xmpp:pars:0';
export const registration = (
  host: Host,
  { mode, tokens = [], minPassword = 1 }: RegistrationOptions,
): Module => {
  const open = new Set(tokens);
  const shown = new WeakMap<Connection, string>();
  let made = 0;

  const checkPassword = (password: string | undefined): string => {
    if (password === undefined || password === '') throw new Refusal('bad-request');
    if (password.length < minPassword) {
      throw new Refusal('not-acceptable', 'The password is too weak');
    }
    return password;
  };

  const mayRegister = (connection: Connection): void => {
    if (mode === 'closed') throw new Refusal('forbidden', 'Access denied by service policy');
    if (mode === 'invite' && !open.has(shown.get(connection) ?? '')) {
      throw new Refusal('not-acceptable', 'Registration on this server is through invitation only');
    }
    if (mode === 'throttled' && made > 0) {
      throw new Refusal('resource-constraint', 'Too many accounts, too soon');
    }
  };

  const make = (query: Element, connection: Connection): void => {
    const answers = said(query);
    const name = prepareLocal(answers.get('username') ?? '', host.domain);
    mayRegister(connection);
    if (name === undefined) throw new Refusal('jid-malformed', 'Malformed username');
    const password = checkPassword(answers.get('password'));
    if (mode === 'captcha' && answers.get('ocr') !== CAPTCHA_ANSWER) {
      throw new Refusal('not-allowed', 'The CAPTCHA verification has failed');
    }
    if (host.accounts.find(name) !== undefined) {
      throw new Refusal('conflict', 'User already exists');
    }
    host.accounts.add(name, password);
    made += 1;
    open.delete(shown.get(connection) ?? ''); // for one use
  };

  const answerStranger = (iq: XmlElement, connection: Connection): XmlElement | undefined => {
    const query = iq.getChild('query', NS_REGISTER);
    const preauth = iq.getChild('preauth', NS_PREAUTH);
    const isSet = iq.attrs['type'] === 'set';
    if (preauth !== undefined && isSet) {
      const token = String(preauth.attrs['token']);
      if (!open.has(token)) throw new Refusal('item-not-found', 'The token is not known');
      shown.set(connection, token);
      return resultReply(iq);
    }
    if (query === undefined) return undefined;
    if (!isSet) return resultReply(iq, registrationQuery(mode));
    if (query.getChild('remove') !== undefined) throw new Refusal('unexpected-request');
    make(query, connection);
    return resultReply(iq);
  };

  return {
    name: 'registration',
    serverFeatures: [NS_REGISTER],
    loginFeatures: () => [
      ...(mode === 'invite' ? [xml('register', { xmlns: NS_TOKEN })] : []),
      xml('register', { xmlns: NS_FEATURE }),
    ],
    beforeLogin: (iq, connection) => {
      try {
        return answerStranger(iq, connection);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return errorReply(iq, error.condition, error.text);
      }
    },
    iqs: [
      {
        name: 'query',
        xmlns: NS_REGISTER,
        at: ['server', 'self'],
        answer: (request) => answerOwner(host, request, checkPassword),
      },
    ],
  };
};

/** Whoever is logged in changes the password, or gives the account up. */
function answerOwner(
  host: Host,
  { iq, type, child, sender, account }: IqRequest,
  checkPassword: (password: string | undefined) => string,
): XmlElement | undefined | 'sent' {
  if (type === 'get') {
    return xml(
      'query',
      { xmlns: NS_REGISTER },
      xml('registered'),
      xml('username', {}, account.name),
      xml('password'),
    );
  }
  if (child.getChild('remove') !== undefined) {
    sender.send(resultReply(iq));
    removeAccount(host, account);
    return 'sent';
  }
  const answers = said(child);
  if (prepareLocal(answers.get('username') ?? '', host.domain) !== account.name) {
    throw new Refusal('bad-request');
  }
  account.password = checkPassword(answers.get('password'));
  return undefined;
}

/** Its streams end with `not-authorized` (section 3.2). */
function removeAccount(host: Host, account: Account): void {
  for (const session of [...account.sessions.values()]) {
    session.end('not-authorized', 'Account deleted');
  }
  host.accounts.remove(account.name);
}
