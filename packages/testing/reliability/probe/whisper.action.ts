import { iqSet, xml, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '@xec/xec';
import * as v from 'valibot';
import { NS_PROBE } from './vocabulary.js';

const params = v.object({ n: v.number(), secret: v.string() });

/** Sends the server something that must not be stored. */
@action('Probe/Whisper', { params, isSecret: true })
export class Whisper extends Action<'Probe/Whisper', v.InferOutput<typeof params>> {
  override build() {
    const { n, secret } = this.params;
    return iqSet(undefined, xml('order', { xmlns: NS_PROBE, n }, secret));
  }

  override handle(_reply: Element, ctx: ActionContext<'Probe/Whisper'>) {
    ctx.deliver('handle', { n: this.params.n });
  }
}
