/**
 * What a protocol brings to the server: one file in this folder each.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DiscoItem, Element, Jid, XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Connection } from '../connection.js';
import type { Host } from '../host.js';
import type { Sender, Session } from '../session.js';

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
  readonly type?: 'get' | 'set' | undefined;
  /**
   * The child of the result; `undefined`: a result without one; `'sent'`: the rule answered.
   *
   * @throws Refusal to answer with an error.
   */
  readonly answer: (request: IqRequest) => Element | undefined | 'sent';
  /** What a component is answered by the server; absent: service-unavailable. */
  readonly answerComponent?: (child: Element) => Element | undefined;
}

/** A message or presence on its way, its `from` stamped. */
export interface Traffic {
  readonly stanza: XmlElement;
  readonly sender: Sender;
  /** Absent `to` of a message: the own bare JID. */
  readonly to: Jid;
  /** The account addressed; `undefined` for the server itself and for accounts that are not there. */
  readonly account: Account | undefined;
}

export interface PresenceTraffic extends Omit<Traffic, 'to' | 'sender'> {
  readonly sender: Session;
  readonly to: Jid | undefined;
}

export interface Module {
  readonly name: string;
  /** Announced by disco#info of the server. */
  readonly serverFeatures?: readonly string[];
  /** Announced by disco#info of accounts. */
  readonly accountFeatures?: readonly string[];
  /** What accounts are, beside registered. */
  readonly accountIdentities?: readonly { readonly category: string; readonly type: string }[];
  /**
   * What disco#items lists of an account to `asker`; with a `node` what is in that one, `undefined` where it
   * is not this module's.
   */
  readonly accountItems?: (
    account: Account,
    asker: Account,
    node: string | undefined,
  ) => readonly DiscoItem[] | undefined;
  /** What disco#items lists of the server under a `node`; `undefined` where it is not this module's. */
  readonly serverItems?: (node: string | undefined) => readonly DiscoItem[] | undefined;
  /** Announced with bind, in the stream's features. */
  readonly streamFeatures?: () => readonly XmlElement[];
  /** Announced before the login, in the stream's features. */
  readonly loginFeatures?: () => readonly XmlElement[];
  /**
   * Answers an iq of type get or set before the login; `undefined`: it is not for this module. What no
   * module answers ends the stream.
   */
  readonly beforeLogin?: (iq: XmlElement, connection: Connection) => XmlElement | undefined;
  readonly iqs?: readonly IqRule[];
  /** A domain of its own (`rooms.localhost`), listed in disco#items. */
  readonly domain?: string;
  /** Takes every stanza for `domain`. */
  readonly receive?: (stanza: XmlElement, to: Jid, sender: Sender) => void;
  /** Takes an HTTP request at the end point of WebSockets; gives whether it did. */
  readonly http?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Takes every message; one module does. */
  readonly message?: (message: Traffic) => void;
  /** Takes every presence; one module does. `to` is absent in a broadcast. */
  readonly presence?: (presence: PresenceTraffic) => void;
  /** A message is on its way to an account; gives it as it goes on. */
  readonly arriving?: (message: Traffic) => XmlElement;
  /** A message was routed, to these sessions. */
  readonly messageRouted?: (message: Traffic, receivers: readonly Session[]) => void;
  /** An iq of type result or error came for the server or an account. */
  readonly answered?: (iq: XmlElement, sender: Sender) => void;
  /** A session became available. */
  readonly available?: (session: Session) => void;
  /** A session said to all that it is unavailable. */
  readonly unavailable?: (session: Session) => void;
  /** A session is over; it is in its account no more. */
  readonly ended?: (session: Session) => void;
  /** A message that was sent to a session which is over, and which it did not acknowledge. */
  readonly undelivered?: (message: XmlElement, session: Session, sentAt: Date) => void;
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

  arriving(message: Traffic): Traffic {
    return this.all.reduce(
      (traffic, module) =>
        module.arriving === undefined ? traffic : { ...traffic, stanza: module.arriving(traffic) },
      message,
    );
  }

  answered(iq: XmlElement, sender: Sender): void {
    for (const module of this.all) module.answered?.(iq, sender);
  }

  available(session: Session): void {
    for (const module of this.all) module.available?.(session);
  }

  unavailable(session: Session): void {
    for (const module of this.all) module.unavailable?.(session);
  }

  ended(session: Session): void {
    for (const module of this.all) module.ended?.(session);
  }

  undelivered(message: XmlElement, session: Session, sentAt: Date): void {
    for (const module of this.all) module.undelivered?.(message, session, sentAt);
  }

  /** Lets the first module that wants it take an HTTP request. */
  http(request: IncomingMessage, response: ServerResponse): boolean {
    return this.all.some((module) => module.http?.(request, response) === true);
  }

  streamFeatures(): XmlElement[] {
    return this.all.flatMap((module) => module.streamFeatures?.() ?? []);
  }

  loginFeatures(): XmlElement[] {
    return this.all.flatMap((module) => module.loginFeatures?.() ?? []);
  }

  /** The answer to an iq before the login, of the first module that has one. */
  beforeLogin(iq: XmlElement, connection: Connection): XmlElement | undefined {
    for (const module of this.all) {
      const answer = module.beforeLogin?.(iq, connection);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** The features of the server or of accounts, in order. */
  features(of: 'serverFeatures' | 'accountFeatures'): string[] {
    return [...new Set(this.all.flatMap((module) => module[of] ?? []))].sort();
  }

  domains(): string[] {
    return this.all.flatMap(({ domain }) => domain ?? []);
  }
}
