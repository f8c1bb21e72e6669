/**
 * The rules in force on stanzas, and how one goes through them.
 */
import type { XmlElement } from '@xec/stanza';
import { isOwner, takes, type FaultFilter, type StreamOwner } from './filter.js';

/** A stream as faults see it. */
export interface FaultyStream {
  readonly owner: StreamOwner;
  /** Writes half of a frame that holds `el`, then destroys the socket. */
  cutMidFrame(el: XmlElement, pass: Pass): void;
  /** Ends the stream in order, pointing elsewhere. */
  end(seeOtherUri: string): void;
  /** Ends the stream with an error. */
  fail(condition: string, text?: string): void;
  /** Ends the stream with an error that points to another host. */
  redirect(host: string): void;
  /** Closes the socket without a word of XMPP. */
  closeSocket(code: number, reason?: string): void;
  /** Stops reading and writing; the socket stays open. */
  silence(isSilent: boolean): void;
  /** Holds back what the client sends (`in`) or what the server sends (`out`). */
  block(direction: 'in' | 'out', isBlocked: boolean): void;
}

/** Lets an element go its way. */
export type Pass = (el: XmlElement) => void;

/** What a rule does with an element it took; it may pass it, or another one, now or later. */
export type RuleEffect = (el: XmlElement, pass: Pass, stream: FaultyStream) => void;

interface Rule {
  readonly filter: FaultFilter;
  readonly effect: RuleEffect;
  left: number;
}

export class Rules {
  readonly #rules: Rule[] = [];

  constructor(private readonly domain: string) {}

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** @returns ends the rule. */
  add(filter: FaultFilter, effect: RuleEffect): () => void {
    const rule: Rule = { filter, effect, left: filter.times ?? Infinity };
    this.#rules.push(rule);
    return () => this.#remove(rule);
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Gives `el` to the oldest rule that takes it; without one it passes. */
  run(direction: 'in' | 'out', stream: FaultyStream, el: XmlElement, pass: Pass): void {
    const rule = this.#rules.find(
      ({ filter }) =>
        (filter.direction ?? 'out') === direction &&
        isOwner(filter.jid, stream.owner, this.domain) &&
        takes(filter, el),
    );
    if (rule === undefined) return pass(el);
    rule.left -= 1;
    if (rule.left <= 0) this.#remove(rule);
    rule.effect(el, pass, stream);
  }

  #remove(rule: Rule): void {
    const at = this.#rules.indexOf(rule);
    if (at >= 0) this.#rules.splice(at, 1);
  }
}
