/**
 * A request of a recorded client, taken apart.
 */
import { childElements, type Element, type Jid } from '@xec/stanza';
import type { AnyAction, RoomFact } from '@xec/xec';

/** What a recorded client asked, and what its session knew. */
export interface Asked {
  readonly iq: Element;
  readonly type: 'get' | 'set';
  /** The child of the iq, or the first of several. */
  readonly child: Element;
  /** As it was written; `undefined` where the own account was asked. */
  readonly to: string | undefined;
  readonly self: Jid;
  /** Nothing is bound: an account is being made. */
  readonly isBeforeLogin: boolean;
  /** Whether somebody is in the roster, as far as the session knows. */
  readonly isContact: (bare: string) => boolean;
  /** What is known of a joined room: our nickname there, what it announces. */
  readonly joined: (room: string) => RoomFact | undefined;
}

/** Makes the action that asks the same; `undefined` where there is none. */
export type Maker = (asked: Asked) => AnyAction | undefined;

/** An attribute; attributes are strings. */
export const attribute = (el: Element, name: string): string | undefined =>
  el.attrs[name] as string | undefined;

/** The first element in `el`. */
export const firstIn = (el: Element): Element | undefined => childElements(el)[0];

/** `{ [name]: value }`, or nothing where there is no value: params have no undefined fields. */
export const some = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Readonly<Record<Name, Value>>> =>
  // The compiler does not see that a computed name is the name.
  value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
