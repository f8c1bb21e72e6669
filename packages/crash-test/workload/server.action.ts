import { iqGet, iqSet, pingRequest, xml, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type ActionError } from '@xec/xec';
import * as v from 'valibot';
import { failure } from './failure.js';
import { NS_CRASH } from './vocabulary.js';
import { handling } from './watch.js';

const NS_PRIVATE = 'jabber:iq:private';
const NS_DISCO = 'http://jabber.org/protocol/disco#info';

const params = v.object({ n: v.number(), what: v.picklist(['ping', 'disco', 'keep', 'fetch']) });

type What = v.InferOutput<typeof params>['what'];

const requests: Readonly<Record<What, (n: number) => Element>> = {
  ping: () => iqGet(undefined, pingRequest()),
  disco: () => iqGet('localhost', xml('query', { xmlns: NS_DISCO })),
  keep: (n) => iqSet(undefined, privately(xml('note', { xmlns: NS_CRASH, n }))),
  fetch: () => iqGet(undefined, privately(xml('note', { xmlns: NS_CRASH }))),
};

const privately = (note: Element): Element => xml('query', { xmlns: NS_PRIVATE }, note);

/** Asks the server for one of the things that every server does. */
@action('Crash/Server', { params, timeoutMs: 12_000 })
export class AskServer extends Action<'Crash/Server', v.InferOutput<typeof params>> {
  override build() {
    return requests[this.params.what](this.params.n);
  }

  override handle(_reply: Element, ctx: ActionContext<'Crash/Server'>) {
    handling(this.params.n, ctx.id);
    ctx.deliver('handle', { n: this.params.n, id: ctx.id });
  }

  override error(error: ActionError, ctx: ActionContext<'Crash/Server'>) {
    ctx.deliver('error', failure(this.params.n, error, ctx));
  }
}
