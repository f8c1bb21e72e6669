/**
 * Where a stanza of a client goes (RFC 6120 sections 8 and 10, RFC 6121 section 8).
 */
import {
  childElements,
  isStanza,
  readJid,
  type Element,
  type Jid,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from './accounts.js';
import { errorReply, Refusal, resultReply } from './errors.js';
import type { Host } from './host.js';
import type { IqAddressee, IqRequest, IqRule, Module } from './modules/module.js';
import type { Session } from './session.js';

/** Why a stream must end: something in it breaks the rules of streams, not of stanzas. */
export type StreamFault = 'improper-addressing' | 'invalid-from' | 'unsupported-stanza-type';

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

  #toOtherDomain(sender: Session, stanza: XmlElement, to: Jid): void {
    const module = this.#domains.get(to.domain);
    if (module?.receive === undefined) refuse(sender, stanza, 'remote-server-not-found');
    else module.receive(stanza, to, sender);
  }

  #toOwnDomain(sender: Session, stanza: XmlElement, to: Jid | undefined): void {
    const name = stanza.getName();
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

  #iq(sender: Session, iq: XmlElement, to: Jid | undefined): void {
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
    if (isRequest && child !== undefined) this.#answer(sender, iq, type, child, to);
    // A result or error for the server or an account answers a push or nothing: it ends here.
  }

  #iqToSession(sender: Session, iq: XmlElement, to: Jid): void {
    const session = this.session(to);
    if (session !== undefined) session.send(iq);
    else refuse(sender, iq, 'service-unavailable');
  }

  #answer(
    sender: Session,
    iq: XmlElement,
    type: 'get' | 'set',
    child: Element,
    to: Jid | undefined,
  ): void {
    const asked = this.#addressee(sender, to);
    const rule = this.#rules.get(`${child.getNS()} ${child.getName()}`);
    if (asked === undefined || !rule?.at.includes(asked.addressee)) {
      return refuse(sender, iq, 'service-unavailable');
    }
    if (rule.type !== undefined && rule.type !== type) return refuse(sender, iq, 'bad-request');
    this.#runRule(rule, { iq, type, child, sender, ...asked });
  }

  #runRule(rule: IqRule, request: IqRequest): void {
    try {
      const answer = rule.answer(request);
      if (answer !== 'sent') request.sender.send(resultReply(request.iq, answer));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(request.sender, request.iq, error.condition, error.text);
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

/** Answers with an error, unless the stanza is one, or a result (RFC 6120 section 8.3.1). */
export function refuse(
  sender: Session,
  stanza: XmlElement,
  ...[condition, text]: [Parameters<typeof errorReply>[1], string?]
): void {
  const type = attribute(stanza, 'type');
  if (type === 'error' || (type === 'result' && stanza.getName() === 'iq')) return;
  sender.send(errorReply(stanza, condition, text));
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
