/**
 * Payloads: handlers of what arrives unasked.
 */
import type {
  Element,
  Jid,
  QualifiedName,
  StanzaErrorCondition,
  StanzaErrorType,
  StanzaKind,
} from '@xec/stanza';
import { describe, described } from '../described.js';
import type { Handled } from '../handled.js';
import type { HandlerContext } from '../dispatch/context.js';
import { isSender, type Sender } from '../dispatch/senders.js';
import type { ContentAt, ContentOf, MethodOf } from '../packet/packet.js';

/** Where an element must stand: the stanza itself, its child, or its grandchild under `path`. */
export type Under = 'stream' | StanzaKind | readonly [StanzaKind, QualifiedName];

/** What `@payload` says: which element, where, and who may say it. Nothing of it has a default. */
export interface PayloadOptions {
  /** The element's local name, or several. */
  readonly name?: string;
  readonly names?: readonly string[];
  /** The element's namespace. */
  readonly xmlns: string;
  /** The `node` of the element, or of its direct `<items/>` child. */
  readonly node?: string;
  /** Its place. At another one it does not run. */
  readonly under: Under;
  /** Who may say it. What others say is ignored; a request of theirs gets `service-unavailable`. */
  readonly from: Sender | readonly Sender[];
  /**
   * Types of the stanza. Default: `get` and `set` for iq, all but `error` for the others. A presence
   * without type has the type `available`.
   */
  readonly types?: readonly string[];
}

/** What a payload's `handle` gets beside the element. */
export interface PayloadContext<out Name extends string = string> extends HandlerContext {
  /** Who sent the stanza, prepared; the own bare JID where it names nobody. */
  readonly from: Jid;
  /** The whole stanza. */
  readonly stanza: Element;
  /** The element's parent; absent for the stanza itself. */
  readonly parent: Element | undefined;
  /** 1 for the stanza, 2 for its children, 3 for its grandchildren. */
  readonly level: 1 | 2 | 3;
  /** Emits the packet named as the payload is. */
  deliver(content: ContentAt<Lowercase<Name>>): void;
  /** Emits the packet `<payload>_<method>`. */
  deliver<M extends string>(
    method: M & MethodOf<Name, M>,
    content: NoInfer<ContentOf<Name, M>>,
  ): void;
  /** Answers an iq of type get or set, once, with `child` in it. */
  reply(child?: Element): void;
  /** Refuses an iq of type get or set, once. */
  fail(
    condition: StanzaErrorCondition,
    options?: { type?: StanzaErrorType; text?: string; application?: readonly QualifiedName[] },
  ): void;
  /**
   * Leaves an iq of type get or set without answer for now: somebody has to be asked. An action gives
   * it, whose `build` makes the iq of type result or error with the id of the stanza; the room keeps
   * what it needs for that, and sees to it that there is one answer.
   */
  defer(): void;
}

/**
 * A handler for one kind of element. May take an application's services in its constructor.
 */
export abstract class Payload<out Name extends string = string> {
  /** The declared name, `Carbons`. */
  get payloadName(): Name {
    return payloadDescription(this.constructor).name as Name; // `@payload` compares it
  }

  abstract handle(el: Element, ctx: PayloadContext<Name>): Handled;
}

/** Any payload, whatever its name is. */
export interface AnyPayload {
  readonly payloadName: string;
  handle(el: Element, ctx: never): Handled;
}

/** A class of payloads. */
export type PayloadClass = new (...services: never[]) => AnyPayload;

/** A payload class as the registry knows it. */
export interface PayloadDescription {
  /** The declared name, `Carbons`. */
  readonly name: string;
  /** The packet key, `carbons`. */
  readonly prefix: string;
  /** What logs and errors call it: `payload Carbons`. */
  readonly what: string;
  /** Whether its constructor takes an application's services. */
  readonly takesServices: boolean;
  /** Local names of the elements. */
  readonly elements: readonly string[];
  readonly xmlns: string;
  readonly node: string | undefined;
  readonly under: Under;
  readonly senders: readonly Sender[];
  readonly types: readonly string[] | undefined;
}

const KEY = Symbol.for('xec:payload');

/** XEP-0297: what stands in it is a quotation, and proves nothing (section 7). */
const NS_FORWARD = 'urn:xmpp:forward:0';

/**
 * Describes a class of payloads. It registers nothing: a feature lists the class.
 *
 * @param name a literal: the packet's key is made of it
 */
export function payload<const Name extends string>(name: Name, options: PayloadOptions) {
  return <C extends new (...services: never[]) => Payload<Name>>(target: C): void => {
    const elements = options.names ?? (options.name === undefined ? [] : [options.name]);
    if (elements.length === 0) throw new TypeError(`payload "${name}": expected name or names`);
    const senders = typeof options.from === 'string' ? [options.from] : options.from;
    if (senders.length === 0) throw new TypeError(`payload "${name}": expected a sender`);
    for (const sender of senders) {
      if (isSender(sender)) continue;
      throw new TypeError(`payload "${name}": expected a sender, got "${String(sender)}"`);
    }
    if (typeof options.under !== 'string' && options.under[1].xmlns === NS_FORWARD) {
      throw new TypeError(
        `payload "${name}": what is in a forwarded stanza is handed on by the payload around it`,
      );
    }
    const description: PayloadDescription = {
      name,
      prefix: name.toLowerCase(),
      what: `payload ${name}`,
      takesServices: target.length > 0,
      elements,
      xmlns: options.xmlns,
      node: options.node,
      under: options.under,
      senders,
      types: options.types,
    };
    describe(target, KEY, description);
  };
}

/** @throws TypeError for a class without `@payload`: a subclass does not have its parent's. */
export function payloadDescription(target: object): PayloadDescription {
  const description = described(target, KEY) as PayloadDescription | undefined;
  if (description === undefined) {
    const name = typeof target === 'function' ? target.name : typeof target;
    throw new TypeError(`expected a class with @payload, got ${name}`);
  }
  return description;
}

/** The place in words: `message`, `message/event`, `stream`. */
export const placeName = (under: Under): string =>
  typeof under === 'string' ? under : `${under[0]}/${under[1].name}`;
