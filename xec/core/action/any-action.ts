import type { Element, Jid } from '@xec/stanza';
import type { Handled } from '../handled.js';
import type { FactChange, HeldFact } from '../facts.js';
import type { BuildContext } from './build-context.js';

/** Any action, whatever its name and params are. */
export interface AnyAction {
  readonly actionName: string;
  readonly params: unknown;
  build(ctx: BuildContext): Element;
  begin?(ctx: BuildContext): readonly FactChange[];
  handle(reply: Element, ctx: never): Handled;
  holds?(ctx: BuildContext): HeldFact | undefined;
  answeredBy?(stanza: Element, from: Jid): boolean;
}

/** A class of actions. */
export type ActionClass = new (params: never) => AnyAction;
