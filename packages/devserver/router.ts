/**
 * Where a stanza of a client goes (RFC 6120 sections 8 and 10, RFC 6121 section 8).
 */
import {
  childElements,
  isStanza,
  readJid,
  type Element,
  type Jid,
  type QualifiedName,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from './accounts.js';
import { errorReply, Refusal, resultReply } from './errors.js';
import type { Host } from './host.js';
import { hasBlocked } from './modules/blocking.js';
import type { IqAddressee, IqRule, Module } from './modules/module.js';
import type { ComponentConnection } from './component/connection.js';
import { componentPresence } from './component/presence.js';
import type { Sender, Session } from './session.js';

/** Why a stream must end: something in it breaks the rules of streams, not of stanzas. */
export type StreamFault = 'improper-addressing' | 'invalid-from' | 'unsupported-stanza-type';

/** The condition for whoever writes to someone they have blocked. */
const BLOCKED = { name: 'blocked', xmlns: 'urn:xmpp:blocking:errors' };

export class Router {
  readonly #rules = new Map<string, IqRule>();
  readonly #domains = new Map<string, Module>();
  #takesMessages: Module | undefined;
  #takesPresence: Module | undefined;

  constructor(private readonly host: Host) {}

  /** @throws Error where two modules want the same. */
  use(modules: readonly Module[]): void {
    for (const module of modules) {
      for (const rule of module.iqs ?? []) this.#addRule(rule, module);
      if (module.domain !== undefined) this.#domains.set(module.domain, module);
      if (module.message !== undefined) this.#takesMessages = module;
      if (module.presence !== undefined) this.#takesPresence = module;
    }
  }

  #addRule(rule: IqRule, module: Module): void {
    const key = `${rule.xmlns} ${rule.name}`;
    if (this.#rules.has(key)) throw new Error(`module "${module.name}": ${key} is taken already`);
    this.#rules.set(key, rule);
  }

  /** Takes a stanza from a client. @returns the stream error to end with, if it must. */
  receive(sender: Session, stanza: XmlElement): StreamFault | undefined {
    if (!isStanza(stanza)) return 'unsupported-stanza-type';
    const from = attribute(stanza, 'from');
    if (from !== undefined && !isOwnAddress(from, sender)) return 'invalid-from';
    stanza.attrs['from'] = sender.address;
    const address = attribute(stanza, 'to');
    const to = readJid(address);
    if (address !== undefined && to === undefined) {
      // From the own account: the address itself cannot be said again.
      delete stanza.attrs['to'];
      refuse(sender, stanza, 'jid-malformed');
    } else if (to !== undefined && to.domain !== this.host.domain) {
      this.#toOtherDomain(sender, stanza, to);
    } else this.#toOwnDomain(sender, stanza, to);
    return undefined;
  }

  /**
   * Takes a stanza from a component (XEP-0114 section 3), which names its sender.
   *
   * @returns the stream error to end with, if it must.
   */
  receiveFrom(component: ComponentConnection, stanza: XmlElement): StreamFault | undefined {
    if (!isStanza(stanza)) return 'unsupported-stanza-type';
    if (readJid(attribute(stanza, 'from'))?.domain !== component.domain) return 'invalid-from';
    const to = readJid(attribute(stanza, 'to'));
    if (to === undefined) return 'improper-addressing';
    if (to.domain !== this.host.domain) this.#toOtherDomain(component, stanza, to);
    else if (stanza.getName() === 'iq') this.#iq(component, stanza, to);
    else {
      const account = to.local === undefined ? undefined : this.host.accounts.find(to.local);
      if (stanza.getName() === 'presence') componentPresence(this.host, stanza, to, account);
      else this.#takesMessages?.message?.({ stanza, sender: component, to, account });
    }
    return undefined;
  }

  /** Sends a message that a module made to an account, or to a session of it. */
  deliver(message: XmlElement, to: Jid): void {
    const account = to.local === undefined ? undefined : this.host.accounts.find(to.local);
    this.#takesMessages?.message?.({ stanza: message, sender: nobody, to, account });
  }

  #toOtherDomain(sender: Sender, stanza: XmlElement, to: Jid): void {
    const module = this.#domains.get(to.domain);
    if (module?.receive === undefined) refuse(sender, stanza, 'remote-server-not-found');
    else module.receive(stanza, to, sender);
  }

  #toOwnDomain(sender: Session, stanza: XmlElement, to: Jid | undefined): void {
    const name = stanza.getName();
    if (to !== undefined && this.#isBlocked(sender, stanza, to)) return;
    if (name === 'iq') return this.#iq(sender, stanza, to);
    const account = to?.local === undefined ? undefined : this.host.accounts.find(to.local);
    if (name === 'presence')
      return this.#takesPresence?.presence?.({ stanza, sender, to, account });
    this.#takesMessages?.message?.({
      stanza,
      sender,
      // Without one it is for the own account (RFC 6120 section 10.3.1).
      to: to ?? sender.jid.toBare(),
      account: to === undefined ? sender.account : account,
    });
  }

  /** Keeps those apart of whom one has blocked the other (XEP-0191 section 3.3). */
  #isBlocked(sender: Session, stanza: XmlElement, to: Jid): boolean {
    if (hasBlocked(sender.account, to)) {
      if (attribute(stanza, 'type') !== 'error') {
        sender.send(errorReply(stanza, 'not-acceptable', undefined, [BLOCKED]));
      }
      return true;
    }
    const account = to.local === undefined ? undefined : this.host.accounts.find(to.local);
    if (account === undefined || !hasBlocked(account, sender.jid)) return false;
    if (stanza.getName() !== 'presence') refuse(sender, stanza, 'service-unavailable');
    return true;
  }

  #iq(sender: Session | ComponentConnection, iq: XmlElement, to: Jid | undefined): void {
    const type = attribute(iq, 'type');
    const isRequest = type === 'get' || type === 'set';
    if (!isRequest && type !== 'result' && type !== 'error') {
      return refuse(sender, iq, 'bad-request', 'an iq has the type get, set, result or error');
    }
    if (attribute(iq, 'id') === undefined) {
      return refuse(sender, iq, 'bad-request', 'an iq has an id');
    }
    const children = childElements(iq);
    const [child] = children;
    if (isRequest && (child === undefined || children.length > 1)) {
      return refuse(sender, iq, 'bad-request', 'a request has exactly one child');
    }
    if (to?.resource !== undefined) return this.#iqToSession(sender, iq, to);
    if (isRequest && child !== undefined) this.#answerAny(sender, iq, type, child, to);
    // A result or error for the server or an account answers a push, a module, or nothing.
    else this.host.modules.answered(iq, sender);
  }

  #iqToSession(sender: Sender, iq: XmlElement, to: Jid): void {
    const session = this.session(to);
    if (session !== undefined) session.send(iq);
    else refuse(sender, iq, 'service-unavailable');
  }

  #answerAny(
    sender: Session | ComponentConnection,
    iq: XmlElement,
    type: 'get' | 'set',
    child: Element,
    to: Jid | undefined,
  ): void {
    if (sender.account !== undefined) return this.#answer(sender, iq, type, child, to);
    const rule = to?.local === undefined ? this.#ruleOf(child) : undefined;
    const answer =
      rule?.type === undefined || rule.type === type ? rule?.answerComponent : undefined;
    if (answer === undefined) refuse(sender, iq, 'service-unavailable');
    else this.#run(sender, iq, () => answer(child));
  }

  #ruleOf(child: Element): IqRule | undefined {
    return this.#rules.get(`${child.getNS()} ${child.getName()}`);
  }

  #answer(
    sender: Session,
    iq: XmlElement,
    type: 'get' | 'set',
    child: Element,
    to: Jid | undefined,
  ): void {
    const asked = this.#addressee(sender, to);
    const rule = this.#ruleOf(child);
    if (asked === undefined || !rule?.at.includes(asked.addressee)) {
      return refuse(sender, iq, 'service-unavailable');
    }
    if (rule.type !== undefined && rule.type !== type) return refuse(sender, iq, 'bad-request');
    this.#run(sender, iq, () => rule.answer({ iq, type, child, sender, ...asked }));
  }

  #run(sender: Sender, iq: XmlElement, answer: () => Element | undefined | 'sent'): void {
    try {
      const child = answer();
      if (child !== 'sent') sender.send(resultReply(iq, child));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(sender, iq, error.condition, error.text, error.application);
    }
  }

  #addressee(
    sender: Session,
    to: Jid | undefined,
  ): { addressee: IqAddressee; account: Account } | undefined {
    if (to === undefined || to.bare === sender.account.jid) {
      return { addressee: 'self', account: sender.account };
    }
    if (to.local === undefined) return { addressee: 'server', account: sender.account };
    const account = this.host.accounts.find(to.local);
    return account === undefined ? undefined : { addressee: 'other', account };
  }

  /** The bound session of a full JID. */
  session(jid: Jid): Session | undefined {
    if (jid.local === undefined || jid.resource === undefined) return undefined;
    if (jid.domain !== this.host.domain) return undefined;
    return this.host.accounts.find(jid.local)?.sessions.get(jid.resource);
  }
}

/** A module sends; what is answered to it is dropped. */
const nobody: Sender = { send: () => undefined };

/** Answers with an error, unless the stanza is one, or a result (RFC 6120 section 8.3.1). */
export function refuse(
  sender: Sender,
  stanza: XmlElement,
  ...[condition, text, application]: [Parameters<typeof errorReply>[1], string?, QualifiedName?]
): void {
  const type = attribute(stanza, 'type');
  if (type === 'error' || (type === 'result' && stanza.getName() === 'iq')) return;
  sender.send(errorReply(stanza, condition, text, application && [application]));
}

/** The attribute as the parser read it. */
const attribute = (el: Element, name: string): string | undefined =>
  el.attrs[name] as string | undefined; // the parser makes attributes strings

/** A client may say that it is itself or its account (RFC 6120 section 8.1.2.1). */
function isOwnAddress(from: string, sender: Session): boolean {
  const jid = readJid(from);
  return (
    jid !== undefined && (jid.equals(sender.jid) || (jid.isBare && jid.bare === sender.account.jid))
  );
}
