import { iqGet, iqSet, xml, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type ActionError } from '@xec/xec';
import * as v from 'valibot';
import { NS_PROBE } from './vocabulary.js';

const params = v.object({ n: v.number(), to: v.exactOptional(v.string()) });
type Params = v.InferOutput<typeof params>;

const failure = (n: number, error: ActionError, id: string) => ({
  n,
  id,
  condition: error.condition,
  ...(error.delivered !== undefined && { delivered: error.delivered }),
});

/** What runs within handlers, for tests that want to look or to fail there. */
export const hooks: { handle?: ((n: number) => unknown) | undefined } = {};

/** Has the server do something that must not be done twice. */
@action('Probe/Order', { params })
export class Order extends Action<'Probe/Order', Params> {
  override build() {
    return iqSet(this.params.to, xml('order', { xmlns: NS_PROBE, n: this.params.n }));
  }

  override handle(_reply: Element, ctx: ActionContext<'Probe/Order'>) {
    const done = hooks.handle?.(this.params.n);
    ctx.deliver('handle', { n: this.params.n, id: ctx.id });
    return done as Promise<void> | undefined; // what a test planted
  }

  override error(error: ActionError, ctx: ActionContext<'Probe/Order'>) {
    ctx.deliver('error', failure(this.params.n, error, ctx.id));
  }
}

/** Asks for something that may be asked again. */
@action('Probe/Ask', { params, idempotent: true })
export class Ask extends Action<'Probe/Ask', Params> {
  override build() {
    return iqGet(this.params.to, xml('ask', { xmlns: NS_PROBE, n: this.params.n }));
  }

  override handle(_reply: Element, ctx: ActionContext<'Probe/Ask'>) {
    ctx.deliver('handle', { n: this.params.n, id: ctx.id });
  }

  override error(error: ActionError, ctx: ActionContext<'Probe/Ask'>) {
    ctx.deliver('error', failure(this.params.n, error, ctx.id));
  }
}
