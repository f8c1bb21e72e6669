/**
 * A question that is answered when a test wants it to be: between the two, somebody may die.
 */
import { iqGet, xml, type Element, type StanzaErrorCondition } from '@xec/stanza';
import {
  Action,
  Payload,
  action,
  feature,
  payload,
  type ActionContext,
  type Feature,
  type PayloadContext,
  type RoomPackets,
  type StanzaError,
} from '@xec/xec';
import * as v from 'valibot';

const NS_QUESTION = 'urn:example:question';

const params = v.object({ to: v.string(), text: v.string(), note: v.string() });

/** What is asked whom. The `note` is never sent. */
export interface QuestionParams {
  readonly to: string;
  readonly text: string;
  readonly note: string;
}

const packets = {
  question_ask_handle: v.object({ ...params.entries, answer: v.string() }),
  question_ask_erroritemnotfound: params,
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Question/Ask'> {}
}

/** Asks somebody something. */
@action('Question/Ask', { params })
export class AskQuestion extends Action<'Question/Ask', QuestionParams> {
  override build() {
    const { to, text } = this.params;
    return iqGet(to, xml('question', { xmlns: NS_QUESTION }, text));
  }

  override handle(reply: Element, ctx: ActionContext<'Question/Ask'>) {
    const answer = reply.getChild('answer', NS_QUESTION)?.getText() ?? '';
    ctx.deliver('handle', { ...this.params, answer });
  }

  override errorItemNotFound(_error: StanzaError, ctx: ActionContext<'Question/Ask'>) {
    ctx.deliver('erroritemnotfound', this.params);
  }
}

export const question = feature({
  name: 'question',
  namespaces: [NS_QUESTION],
  packets,
  actions: [AskQuestion],
});

/** What somebody answers: a text, or an error. */
export type Answer = string | { readonly condition: StanzaErrorCondition };

/** Answers questions: each when the promise that `answer` gives for it resolves. */
export function answering(answer: (text: string) => Promise<Answer>): Feature {
  @payload('Question', {
    name: 'question',
    xmlns: NS_QUESTION,
    under: 'iq',
    types: ['get'],
    from: 'any',
  })
  class Question extends Payload<'Question'> {
    override async handle(el: Element, ctx: PayloadContext<'Question'>): Promise<void> {
      const given = await answer(el.getText());
      if (typeof given === 'string') ctx.reply(xml('answer', { xmlns: NS_QUESTION }, given));
      else ctx.fail(given.condition);
    }
  }
  return feature({ name: 'answering', namespaces: [NS_QUESTION], payloads: [Question] });
}
