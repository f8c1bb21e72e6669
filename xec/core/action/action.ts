/**
 * Actions: requests that outlive their process.
 */
import type { Element, Jid, QualifiedName } from '@xec/stanza';
import type * as v from 'valibot';
import type { OutcomeCondition } from '../errors.js';
import type { FactChange, HeldFact } from '../facts.js';
import type { Handled } from '../handled.js';
import type { ContentOf, Frozen } from '../packet/packet.js';
import type { Schema } from '../schema/schema.js';
import type { AnyAction } from './any-action.js';
import type { BuildContext } from './build-context.js';
import type { ActionContext } from './context.js';
import { describeAction, descriptionOf, parseParams } from './description.js';
import type { ErrorMethods } from './error-methods.js';

export interface Action<
  Name extends string = string,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- merged with the class below
  Params = undefined,
> extends ErrorMethods<Name> {
  /**
   * Whether a presence or message from the addressee, or one of its resources, answers this request.
   *
   * For requests that have their answer in a stanza of its own (joining a room, XEP-0045 section 7.2):
   * an action with this method does not end when its stanza arrived, but here, or by its error. What
   * the addressee and its resources say meanwhile counts as said by a room.
   *
   * @param stanza never of type `error`
   * @param from its prepared sender, with the bare JID that was asked
   */
  answeredBy?(stanza: Element, from: Jid): boolean;
}

/**
 * A request: `build` makes its stanza, `handle` or an error method runs when its answer comes, in
 * this process or another one.
 *
 * `params` is all it keeps: plain JSON that fits the schema given to {@link action}. Other fields are
 * gone when the answer comes, because the action is made anew from `params` then.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- all merged members are optional
export abstract class Action<out Name extends string = string, out Params = undefined> {
  /** What the action was asked with, as its schema reads it; those never sent included. */
  readonly params: Params;

  /** @throws TypeError when `params` do not fit the action's schema: nothing is sent then. */
  constructor(...[params]: undefined extends Params ? [params?: Params] : [params: Params]) {
    // The schema's output is what the subclass calls Params: `@action` checks it.
    this.params = parseParams(new.target, params) as Params;
  }

  /** The declared name, `Roster/AddItem`. */
  get actionName(): Name {
    return descriptionOf(this.constructor).name as Name; // `@action` compares it with the class
  }

  /** The stanza to send. The engine gives it its id; an iq carries no `from`. */
  abstract build(ctx: BuildContext): Element;

  /**
   * What the session knows as long as the request waits: what else its peer may say meanwhile, and what
   * of that has come. It is learnt together with the request unless it is known already, and forgotten
   * when the request ends.
   */
  holds?(ctx: BuildContext): HeldFact | undefined;

  /**
   * What the session knows from the moment on at which the request is stored, made with `factChange`:
   * for what others may say before the answer comes, as the peer of a call that was begun.
   */
  begin?(ctx: BuildContext): readonly FactChange[];

  /**
   * The request was answered.
   *
   * @param _reply the iq of type result; for a message or presence, which has no answer, the stanza
   * as it was sent
   */
  handle(_reply: Element, _ctx: ActionContext<Name>): Handled {
    return undefined;
  }
}

/** The content of the action's `…_handle` packet: what `request()` resolves to. */
export type ResultOf<A extends AnyAction> = ContentOf<A['actionName'], 'handle'>;

/** What `@action` says about a class. */
export interface ActionOptions<
  S extends Schema | undefined,
  Conditions extends readonly QualifiedName[],
> {
  /** The schema of `params`; left out where there are none. */
  readonly params?: S;
  /** The version of the params' shape. Default 1. */
  readonly version?: number;
  /** Turns params that an older `version` stored into today's. */
  readonly migrate?: (params: unknown, version: number) => unknown;
  /** Names that this action had before: what is stored under them is woken, and they are claimed. */
  readonly aliases?: readonly string[];
  /** Whether asking twice does no harm: it may be asked again when a stream could not be resumed. */
  readonly idempotent?: boolean;
  /**
   * Whether `params` and the stanza hold a secret, a password for one. They are kept in memory only: if
   * the process dies meanwhile, the action ends as `connection-lost`. A function says it of some params.
   */
  readonly isSecret?:
    boolean | ((params: S extends Schema ? v.InferOutput<S> : undefined) => boolean);
  /** Application conditions that have a method: `{ name: 'closed-node', … }` → `errorClosedNode`. */
  readonly conditions?: Conditions;
  /**
   * Conditions whose method tells of them under another key than `…_error<condition>`, or goes on with
   * another request: there is no such key then.
   */
  readonly untold?: readonly OutcomeCondition[];
  /** How long to wait for the answer when the caller does not say, in milliseconds. */
  readonly timeoutMs?: number;
}

type Capitalized<C extends string> = C extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Capitalized<Tail>}`
  : Capitalize<C>;

type MisspeltErrorMethod<T, Conditions extends readonly QualifiedName[]> = Exclude<
  Extract<keyof T, `error${string}`>,
  keyof ErrorMethods<string> | `error${Capitalized<Conditions[number]['name']>}`
>;

type ParamsOf<S extends Schema | undefined> = S extends Schema
  ? Frozen<v.InferOutput<S>>
  : undefined;

/** Fits a class only if all its error methods are spelt as conditions are. */
type Checked<
  C extends abstract new (...args: never) => unknown,
  Conditions extends readonly QualifiedName[],
> = [MisspeltErrorMethod<InstanceType<C>, Conditions>] extends [never]
  ? unknown
  : { readonly misspelt: MisspeltErrorMethod<InstanceType<C>, Conditions> };

/**
 * Describes a class of actions. It registers nothing: a feature lists the class.
 *
 * @param name Moxl's group and class, a literal: packet keys and stored records are made of it
 */
export function action<
  const Name extends `${string}/${string}`,
  S extends Schema | undefined = undefined,
  const Conditions extends readonly QualifiedName[] = readonly [],
>(name: Name, options: ActionOptions<S, Conditions> = {}) {
  return <C extends new (...args: never) => Action<Name, ParamsOf<S>>>(
    target: C & Checked<C, Conditions>,
  ): void => {
    // The engine asks with params that the schema made.
    describeAction(target, { name, ...options } as Parameters<typeof describeAction>[1]);
  };
}
