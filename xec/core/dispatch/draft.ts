import {
  NS_CLIENT,
  keepShapeOf,
  stanzaError,
  write,
  type Element,
  type Jid,
  type QualifiedName,
  type StanzaErrorCondition,
  type StanzaErrorType,
  type XmlElement,
} from '@xec/stanza';
import { errorFor, resultOf } from './answer.js';
import type { ActionContext } from '../action/context.js';
import type { AnyAction } from '../action/any-action.js';
import type { BoundName } from '../bounds.js';
import type { Handling, PreparedRequest } from './handling.js';
import { factChange, type FactChange, type FactMap, type FactSection } from '../facts.js';
import type { OnlineContext, OnlineSettings } from '../feature.js';
import type { Unit } from '../journal/unit.js';
import type { CheckedPacket } from '../packet/made-packet.js';
import type { PayloadContext } from '../payload/payload.js';
import type { Advertised } from '../advertised.js';
import type { HandlerContext } from './context.js';
import type { Match } from './match.js';

/**
 * What one handler does, staged: it joins the unit of work when the handler has returned, and is
 * dropped when it threw or took too long.
 */
export class Draft implements HandlerContext {
  readonly from: Jid;
  protected readonly engine: Handling;
  #isOpen = true;
  #packets: CheckedPacket[] | undefined;
  #stanzas: string[] | undefined;
  #requests: PreparedRequest[] | undefined;
  #changes: FactChange[] | undefined;

  constructor(engine: Handling, from: Jid) {
    this.engine = engine;
    this.from = from;
  }

  get self(): Jid {
    return this.engine.facts.self;
  }

  get advertised(): Advertised {
    return this.engine.registry.advertised;
  }

  now(): number {
    return this.engine.runtime.now();
  }

  emit(key: string, content: unknown): void {
    this.stage(key, content);
  }

  // All that can fail is done now, in the handler that asks for it: joining the unit never fails.
  send(stanza: Element): void {
    this.mustBeOpen();
    (this.#stanzas ??= []).push(write(stanza));
  }

  request(action: AnyAction): void {
    this.mustBeOpen();
    const requests = (this.#requests ??= []);
    requests.push(this.prepare(action, requests.length));
  }

  /** How many requests were prepared. */
  protected get asked(): number {
    return this.#requests?.length ?? 0;
  }

  /** @param others how many requests were prepared before it */
  protected prepare(action: AnyAction, others: number): PreparedRequest {
    return this.engine.prepare(action, this, others);
  }

  fact<S extends FactSection>(section: S, key: string): FactMap[S] | undefined {
    const change = this.#changes && lastOf(this.#changes, section, key);
    if (change !== undefined) return change.value as FactMap[S] | undefined; // learn() typed it
    return this.engine.facts.get(section, key);
  }

  bound(name: BoundName): number {
    return this.engine.bound(name);
  }

  count(section: FactSection): number {
    return this.facts(section).size;
  }

  isRoom(bare: string): boolean {
    return this.fact('room', bare) !== undefined || this.engine.facts.isRoom(bare);
  }

  facts<S extends FactSection>(section: S): ReadonlyMap<string, FactMap[S]> {
    const all = this.engine.facts.all(section);
    if (this.#changes === undefined) return all;
    const changes = ofSection(this.#changes, section);
    if (changes.length === 0) return all;
    const merged = new Map(all);
    for (const { key, value } of changes) {
      if (value === undefined) merged.delete(key);
      else merged.set(key, value as FactMap[S]); // learn() typed it
    }
    return merged;
  }

  learn<S extends FactSection>(section: S, key: string, value: FactMap[S] | undefined): void {
    this.mustBeOpen();
    if (!this.engine.registry.facts.has(section)) {
      throw new TypeError(`no feature in use declares facts of "${section}"`);
    }
    (this.#changes ??= []).push(factChange(section, key, value));
  }

  /** Ends the draft: what a late handler still tries throws. */
  close(): void {
    this.#isOpen = false;
  }

  /** Adds everything to `unit`, in the order of the handler's calls, each kind for itself. */
  mergeInto(unit: Unit): void {
    this.close();
    if (this.#changes !== undefined) {
      for (const change of this.#changes) this.engine.learn(unit, change);
    }
    if (this.#packets !== undefined) {
      const from = this.from.toString();
      for (const packet of this.#packets) this.engine.addPacket(unit, packet, from);
    }
    if (this.#stanzas !== undefined) {
      for (const xml of this.#stanzas) this.engine.addStanza(unit, xml);
    }
    if (this.#requests !== undefined) {
      for (const request of this.#requests) this.engine.addRequest(unit, request);
    }
  }

  /** Stages a packet; gives its content as the packet has it. */
  protected stage(key: string, content: unknown): unknown {
    this.mustBeOpen();
    const packet = this.engine.registry.checked(key, content);
    if (this.#packets === undefined) this.#packets = [packet];
    else this.#packets.push(packet);
    return packet.content;
  }

  protected mustBeOpen(): void {
    if (!this.#isOpen) throw new Error('this handler has ended: what it does now is dropped');
  }
}

// Functions of their own: a closure would cost each fact that is asked for.

const lastOf = (
  changes: readonly FactChange[],
  section: FactSection,
  key: string,
): FactChange | undefined => changes.findLast((one) => one.section === section && one.key === key);

const ofSection = (changes: readonly FactChange[], section: FactSection): FactChange[] =>
  changes.filter((one) => one.section === section);

/** The draft of a feature's `online`. */
export class OnlineDraft extends Draft implements OnlineContext {
  readonly streamFeatures: readonly string[];
  readonly settings: OnlineSettings;

  constructor(engine: Handling, streamFeatures: readonly string[], settings: OnlineSettings) {
    super(engine, engine.facts.self);
    this.streamFeatures = streamFeatures;
    this.settings = settings;
  }

  /** What is asked here is asked again on each new stream. */
  protected override prepare(action: AnyAction, others: number): PreparedRequest {
    const { record, ...request } = super.prepare(action, others);
    return { ...request, record: { ...record, isSetUp: true } };
  }
}

/** The draft of an action's method. */
export class ActionDraft extends Draft implements ActionContext {
  readonly id: string;
  readonly stanza: Element | undefined;
  /** The content of the last packet delivered as `handle`: what `request()` resolves to. */
  result: unknown = undefined;
  /** What takes the request's place; absent where it has ended. */
  next: PreparedRequest | undefined = undefined;
  readonly #prefix: string;

  constructor(
    engine: Handling,
    from: Jid,
    id: string,
    prefix: string,
    stanza: Element | undefined,
  ) {
    super(engine, from);
    this.id = id;
    this.stanza = stanza;
    this.#prefix = prefix;
  }

  deliver(method: string, content: unknown): void {
    const delivered = this.stage(`${this.#prefix}_${method}`, content);
    if (method === 'handle') this.result = delivered;
  }

  goOn(next: AnyAction): void {
    this.mustBeOpen();
    if (this.next !== undefined) throw new Error('this request goes on already, and does it once');
    this.next = this.prepare(next, this.asked);
  }
}

/** The draft of a payload. */
export class PayloadDraft extends Draft implements PayloadContext {
  readonly stanza: Element;
  readonly parent: Element | undefined;
  readonly level: 1 | 2 | 3;
  /** The answer to the stanza, if this handler gave one; `'later'`: an action will. */
  answer: { readonly el: XmlElement; readonly xml: string } | 'later' | undefined = undefined;
  readonly #prefix: string;
  readonly #isAnswerable: boolean;

  constructor(
    engine: Handling,
    from: Jid,
    prefix: string,
    stanza: Element,
    { parent, level }: Match,
    isAnswerable: boolean,
  ) {
    super(engine, from);
    this.stanza = stanza;
    this.parent = parent;
    this.level = level;
    this.#prefix = prefix;
    this.#isAnswerable = isAnswerable;
  }

  deliver(
    ...args: readonly [content: unknown] | readonly [method: string, content: unknown]
  ): void {
    if (args.length === 1) this.emit(this.#prefix, args[0]);
    else this.emit(`${this.#prefix}_${args[0]}`, args[1]);
  }

  reply(child?: Element): void {
    this.#give(resultOf(this.engine.facts, this.stanza, child));
  }

  fail(
    condition: StanzaErrorCondition,
    options: { type?: StanzaErrorType; text?: string; application?: readonly QualifiedName[] } = {},
  ): void {
    this.#give(errorFor(this.engine.facts, this.stanza, stanzaError(condition, options)));
  }

  defer(): void {
    this.#mustBeAnswerable();
    this.answer = 'later';
  }

  #give(answer: XmlElement): void {
    this.#mustBeAnswerable();
    this.answer = { el: answer, xml: write(answer) };
  }

  #mustBeAnswerable(): void {
    this.mustBeOpen();
    if (!this.stanza.is('iq', NS_CLIENT)) {
      throw new Error(`expected an iq to answer, got a ${this.stanza.getName()}`);
    }
    if (!this.#isAnswerable || this.answer !== undefined) {
      throw new Error('this iq was answered already: an iq has one answer');
    }
  }
}

keepShapeOf(ActionDraft);
keepShapeOf(PayloadDraft, undefined, undefined, '', undefined, {}, false);
