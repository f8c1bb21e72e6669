/**
 * Who is asked, and who waits for an answer that somebody else will give: one question for all who
 * announce the same, and a bounded number of them at a time (XEP-0115 section 5.4).
 */
import type { Caps } from '@xec/stanza';
import type { HandlerContext } from '../core/index.js';
import { capsKey } from './known.js';
import { isVerifiable } from './verify.js';

/** Capabilities that an entity announced and that are not verified. */
export interface CapsEntityFact extends Caps {
  /** Its own answer did not verify them: it is not asked for them again. */
  readonly isDoubtful: boolean;
}

/** Capabilities and who announced them. */
export interface CapsQuestion extends Caps {
  /** Whom to ask: "the exact JID of the generating entity" (section 6.2). */
  readonly jid: string;
}

declare module '../core/facts.js' {
  interface FactMap {
    /** Entities whose capabilities are not verified, by JID. */
    capsEntity: CapsEntityFact;
    /** Who is being asked, by what the answer is for. */
    capsAsked: { readonly jid: string };
  }
}

/** What an answer is for: all who announce the same, or `jid` alone where nothing can be verified. */
const askedKey = (question: CapsQuestion): string =>
  isVerifiable(question) ? capsKey(question) : question.jid;

/**
 * Notes that `question.jid` announced what is not verified.
 *
 * @returns whether that is new
 */
export function addEntity(ctx: HandlerContext, question: CapsQuestion): boolean {
  const { jid, node, ver, hash } = question;
  const before = ctx.fact('capsEntity', jid);
  if (before?.node === node && before.ver === ver && before.hash === hash) return false;
  const entities = ctx.facts('capsEntity');
  const [oldest] = entities.keys();
  const isFull = entities.size >= ctx.bound('caps.entities');
  if (before === undefined && oldest !== undefined && isFull) {
    ctx.learn('capsEntity', oldest, undefined);
  }
  ctx.learn('capsEntity', jid, { node, ver, hash, isDoubtful: false });
  return true;
}

/** Forgets what is not verified of `jid`. */
export function forgetEntity(ctx: HandlerContext, jid: string): void {
  if (ctx.fact('capsEntity', jid) !== undefined) ctx.learn('capsEntity', jid, undefined);
}

/** Notes that the question ended. */
export const endQuestion = (ctx: HandlerContext, question: CapsQuestion): void => {
  ctx.learn('capsAsked', askedKey(question), undefined);
};

/** Notes that the answer of `question.jid` did not verify what it announced. */
export function doubtEntity(ctx: HandlerContext, question: CapsQuestion): void {
  const { jid, node, ver, hash } = question;
  const entity = ctx.fact('capsEntity', jid);
  if (entity === undefined || askedKey({ ...entity, jid }) !== askedKey(question)) return;
  ctx.learn('capsEntity', jid, { node, ver, hash, isDoubtful: true });
}

/**
 * Takes out all who announced what is verified now: who was asked, unless it announced something
 * else meanwhile, and who waited.
 */
export function takeVerified(ctx: HandlerContext, question: CapsQuestion): CapsQuestion[] {
  const found = ctx.fact('capsEntity', question.jid) === undefined ? [question] : [];
  for (const [jid, { node, ver, hash }] of ctx.facts('capsEntity')) {
    const entity = { jid, node, ver, hash };
    if (capsKey(entity) === capsKey(question)) found.push(entity);
  }
  for (const { jid } of found) ctx.learn('capsEntity', jid, undefined);
  return found;
}

/** Notes that `question` is asked now; not where nobody more may be asked, or somebody is asked the same. */
export function takeQuestion(ctx: HandlerContext, question: CapsQuestion): boolean {
  const key = askedKey(question);
  if (ctx.count('capsAsked') >= ctx.bound('caps.asked')) return false;
  if (ctx.fact('capsAsked', key) !== undefined) return false;
  ctx.learn('capsAsked', key, { jid: question.jid });
  return true;
}

/**
 * Picks who is asked next, and notes that they are. Who waits for an answer that did not verify
 * anything is asked too: section 5.4 wants "another generating entity who advertises that value".
 */
export function takeQuestions(ctx: HandlerContext): CapsQuestion[] {
  const taken: CapsQuestion[] = [];
  const most = ctx.bound('caps.asked');
  for (const [jid, { node, ver, hash, isDoubtful }] of ctx.facts('capsEntity')) {
    if (ctx.count('capsAsked') >= most) break;
    const question = { jid, node, ver, hash };
    if (!isDoubtful && takeQuestion(ctx, question)) taken.push(question);
  }
  return taken;
}

/** Forgets everyone: a new stream brings all presences anew. */
export function forgetEveryone(ctx: HandlerContext): void {
  for (const jid of ctx.facts('capsEntity').keys()) ctx.learn('capsEntity', jid, undefined);
  for (const key of ctx.facts('capsAsked').keys()) ctx.learn('capsAsked', key, undefined);
}
