/**
 * What a protocol brings to the server: one file in this folder each.
 */
import type { Element, Jid, XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Host } from '../host.js';
import type { Session } from '../session.js';

/**
 * Whom an iq asks: the server, the sender's own account, another account (its bare JID), or one of
 * the domains that a module brought.
 */
export type IqAddressee = 'server' | 'self' | 'other';

export interface IqRequest {
  readonly iq: XmlElement;
  readonly type: 'get' | 'set';
  /** The one child of the iq. */
  readonly child: Element;
  readonly sender: Session;
  readonly addressee: IqAddressee;
  /** The account that is asked; for the server, the sender's own. */
  readonly account: Account;
}

/** One kind of iq. */
export interface IqRule {
  readonly name: string;
  readonly xmlns: string;
  /** Who answers it; anybody else answers service-unavailable. */
  readonly at: readonly IqAddressee[];
  /** The type it comes with; absent: both. Any other is bad-request. */
  readonly type?: 'get' | 'set';
  /**
   * The child of the result; `undefined`: a result without one; `'sent'`: the rule answered.
   *
   * @throws Refusal to answer with an error.
   */
  readonly answer: (request: IqRequest) => Element | undefined | 'sent';
}

/** A message or presence on its way, its `from` stamped. */
export interface Traffic {
  readonly stanza: XmlElement;
  readonly sender: Session;
  /** Absent `to` of a message: the own bare JID. */
  readonly to: Jid;
  /** The account addressed; `undefined` for the server itself and for accounts that are not there. */
  readonly account: Account | undefined;
}

export interface Module {
  readonly name: string;
  /** Announced by disco#info of the server. */
  readonly serverFeatures?: readonly string[];
  /** Announced by disco#info of accounts. */
  readonly accountFeatures?: readonly string[];
  /** Announced with bind, in the stream's features. */
  readonly streamFeatures?: () => readonly XmlElement[];
  readonly iqs?: readonly IqRule[];
  /** A domain of its own (`rooms.localhost`), listed in disco#items. */
  readonly domain?: string;
  /** Takes every stanza for `domain`. */
  readonly receive?: (stanza: XmlElement, to: Jid, sender: Session) => void;
  /** Takes every message; one module does. */
  readonly message?: (message: Traffic) => void;
  /** Takes every presence; one module does. `to` is absent in a broadcast. */
  readonly presence?: (presence: Omit<Traffic, 'to'> & { readonly to: Jid | undefined }) => void;
  /** A message was routed, to these sessions. */
  readonly messageRouted?: (message: Traffic, receivers: readonly Session[]) => void;
  /** A session became available. */
  readonly available?: (session: Session) => void;
  /** A session is over; it is in its account no more. */
  readonly ended?: (session: Session) => void;
}

/** Makes a module for one server. */
export type ModuleFactory = (host: Host) => Module;

/** The modules of one server. */
export class ModuleList {
  constructor(readonly all: readonly Module[]) {}

  /** Calls one hook of every module that has it. */
  messageRouted(message: Traffic, receivers: readonly Session[]): void {
    for (const module of this.all) module.messageRouted?.(message, receivers);
  }

  available(session: Session): void {
    for (const module of this.all) module.available?.(session);
  }

  ended(session: Session): void {
    for (const module of this.all) module.ended?.(session);
  }

  streamFeatures(): XmlElement[] {
    return this.all.flatMap((module) => module.streamFeatures?.() ?? []);
  }

  /** The features of the server or of accounts, in order. */
  features(of: 'serverFeatures' | 'accountFeatures'): string[] {
    return [...new Set(this.all.flatMap((module) => module[of] ?? []))].sort();
  }

  domains(): string[] {
    return this.all.flatMap(({ domain }) => domain ?? []);
  }
}
