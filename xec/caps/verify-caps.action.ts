import { discoInfoRequest, iqGet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  jid,
  type ActionContext,
  type ActionError,
  type ConnectionLostError,
  type HandlerContext,
} from '../core/index.js';
import { askedNode, learnCaps } from './known.js';
import { judge } from './verify.js';
import {
  doubtEntity,
  endQuestion,
  takeQuestion,
  takeQuestions,
  takeVerified,
  type CapsQuestion,
} from './waiting.js';

type Context = ActionContext<'Caps/Verify'>;

/** How long an entity may think, in milliseconds; others wait for it that announced the same. */
const TIMEOUT_MS = 60_000;

/**
 * Asks an entity what its capabilities stand for, and verifies the answer (XEP-0115 sections 5.4 and
 * 6.2, XEP-0390 section 4.4). The payload `Caps` asks by itself.
 *
 * Answers with `caps_verify_handle`; where the answer is verified, also with `caps` for each who
 * announced the same.
 */
@action('Caps/Verify', {
  params: v.object({ jid, node: v.string(), ver: v.string(), hash: v.string() }),
  timeoutMs: TIMEOUT_MS,
  untold: ['connection-lost'],
})
export class VerifyCaps extends Action<'Caps/Verify', CapsQuestion> {
  override build() {
    return iqGet(this.params.jid, discoInfoRequest(askedNode(this.params)));
  }

  override handle(reply: Element, ctx: Context) {
    endQuestion(ctx, this.params);
    const { info, doubt } = judge(this.params, reply);
    if (doubt !== undefined) {
      doubtEntity(ctx, this.params);
      ctx.deliver('handle', { ...this.params, ...info, isVerified: false, doubt });
    } else {
      learnCaps(ctx, this.params, info);
      ctx.deliver('handle', { ...this.params, ...info, isVerified: true });
      for (const entity of takeVerified(ctx, this.params)) ctx.emit('caps', { ...entity, ...info });
    }
    askNext(ctx);
  }

  override error(error: ActionError, ctx: Context) {
    endQuestion(ctx, this.params);
    doubtEntity(ctx, this.params);
    ctx.deliver('error', { ...this.params, ...v.parse(errorContent, error) });
    askNext(ctx);
  }

  /** Nobody is asked next: a new stream brings all presences anew. */
  override errorConnectionLost(error: ConnectionLostError, ctx: Context) {
    endQuestion(ctx, this.params);
    ctx.deliver('error', { ...this.params, ...v.parse(errorContent, error) });
  }
}

/** Asks an entity at once, where there is room: who waits already is asked when an answer comes. */
export function askNow(ctx: HandlerContext, question: CapsQuestion): void {
  if (takeQuestion(ctx, question)) ctx.request(new VerifyCaps(question));
}

/** Asks those whose turn it is. */
function askNext(ctx: HandlerContext): void {
  for (const question of takeQuestions(ctx)) ctx.request(new VerifyCaps(question));
}
