import { it } from '@jest/globals';

type Body = () => void | Promise<void>;

/**
 * A test that somebody hostile breaks the rule of that number: nothing comes of it. Its name is read by
 * the page of the rules, `docs/security.md`.
 */
export const hostile = (rule: number, what: string, body: Body, timeoutMs?: number): void => {
  it(`${String(rule)} hostile: ${what}`, body, timeoutMs);
};

/** A test that something genuine, which looks much like it, has its effect. */
export const genuine = (rule: number, what: string, body: Body, timeoutMs?: number): void => {
  it(`${String(rule)} genuine: ${what}`, body, timeoutMs);
};
