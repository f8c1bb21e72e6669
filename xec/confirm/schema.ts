import * as v from 'valibot';
import { jid } from '../core/schemas.js';

const id = v.pipe(v.string(), v.nonEmpty());

/** Which question is answered: who asked, and what its transaction identifier is. */
export const answerParams = v.object({ from: jid, id });
export type AnswerParams = v.InferOutput<typeof answerParams>;

export const question = v.object({
  ...answerParams.entries,
  method: v.string(),
  url: v.string(),
  /** What the message says to people, where a message asked. */
  body: v.exactOptional(v.string()),
});
