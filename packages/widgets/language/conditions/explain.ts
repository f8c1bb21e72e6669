import type { Language } from '../texts.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { remedies, type ConditionSentences, type Remedy, type Subject } from './remedies.js';
import { whatWasTried } from './tried.js';

const sentences: Readonly<Record<Language, ConditionSentences>> = { en, fr };

/** An error, in words for people. */
export interface Explanation {
  /** Why it did not work: a sentence. */
  readonly why: string;
  /** What to do next: a sentence, or nothing where nothing helps. */
  readonly next: string;
  readonly remedy: Remedy;
}

/**
 * Puts a condition into words.
 *
 * @param subject what went wrong: the same condition means something else for a login
 */
export function explain(
  language: Language,
  condition: string,
  subject: Subject = 'request',
): Explanation {
  const { why, unknown, next } = sentences[language];
  const remedy = lookUp(remedies[subject], condition) ?? lookUp(remedies.request, condition);
  const reason = lookUp(why[subject], condition) ?? lookUp(why.request, condition);
  return {
    why: reason ?? unknown(condition),
    next: next[remedy ?? 'again'],
    remedy: remedy ?? 'again',
  };
}

/** An error packet, in words: what was tried, why not, what next. */
export interface Failure extends Explanation {
  /** What did not work. No full stop. */
  readonly tried: string;
}

/** @param key of the packet: `roster_additem_erroritemnotfound` */
export function explainPacket(language: Language, key: string, condition: string): Failure {
  const subject = key.startsWith('register_') ? 'registration' : 'request';
  return { tried: whatWasTried(language, key), ...explain(language, condition, subject) };
}

/** Why a session is not online: what a login was refused for comes before what streams end with. */
export function explainSession(language: Language, condition: string): Explanation {
  const isLogin = condition !== 'conflict' && Object.hasOwn(remedies.login, condition);
  return explain(language, condition, isLogin ? 'login' : 'stream');
}

/** Conditions come from peers: a name like `constructor` is none. */
const lookUp = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
