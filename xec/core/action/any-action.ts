import type { Element } from '@xec/stanza';
import type { Handled } from '../handled.js';
import type { BuildContext } from './build-context.js';

/** Any action, whatever its name and params are. */
export interface AnyAction {
  readonly actionName: string;
  readonly params: unknown;
  build(ctx: BuildContext): Element;
  handle(reply: Element, ctx: never): Handled;
}

/** A class of actions. */
export type ActionClass = new (params: never) => AnyAction;
