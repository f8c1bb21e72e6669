/**
 * The questions that wait for an answer: each has one, and what was never asked has none.
 */
import type { ConfirmAnswer, HttpRequest, MessageThread } from '@xec/stanza';
import type { BuildContext, HandlerContext } from '../core/index.js';
import type { AnswerParams } from './schema.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Questions about HTTP requests, by who asks and the transaction identifier. */
    httpRequest: WaitingRequest;
  }
}

export interface WaitingRequest {
  readonly request: HttpRequest;
  /** The id of the iq that asked; absent: a message did. */
  readonly iq?: string;
  readonly thread?: MessageThread;
  /** When it came, milliseconds since 1970. */
  readonly at: number;
}

/** A browser does not wait longer. */
const MAX_AGE_MS = 60 * 60 * 1000;

const keyOf = ({ from, id }: AnswerParams): string => `${from} ${id}`;

/** Keeps a question. @returns false where too many wait, or this one does already */
export function keep(ctx: HandlerContext, about: AnswerParams, waiting: WaitingRequest): boolean {
  for (const [key, { at }] of ctx.facts('httpRequest')) {
    if (at + MAX_AGE_MS < ctx.now()) ctx.learn('httpRequest', key, undefined);
  }
  const all = ctx.facts('httpRequest');
  if (all.size >= ctx.bound('confirm.waiting') || all.has(keyOf(about))) return false;
  ctx.learn('httpRequest', keyOf(about), waiting);
  return true;
}

/** @throws Error where no such question waits */
export function answerTo(ctx: BuildContext, about: AnswerParams): ConfirmAnswer {
  const waiting = ctx.fact('httpRequest', keyOf(about));
  if (waiting === undefined) {
    throw new Error(`expected a question that waits, got none of ${about.from} about ${about.id}`);
  }
  const { at: _at, ...rest } = waiting;
  return { to: about.from, ...rest };
}

/** It was answered. */
export const forget = (ctx: HandlerContext, about: AnswerParams): void => {
  ctx.learn('httpRequest', keyOf(about), undefined);
};
