import { readFileSync, readdirSync } from 'node:fs';

/** A test as its file names it. */
export interface NamedTest {
  readonly rule: number;
  readonly kind: 'hostile' | 'genuine';
  readonly what: string;
  /** Name of its file in this folder. */
  readonly file: string;
}

const folder = new URL('.', import.meta.url);
const call = /\b(hostile|genuine)\(\s*(\d+),\s*(['"`])((?:\\.|(?!\3)[^\\])*)\3/gu;

/** All tests of rules, in the order of their files and lines. */
export function namedTests(): readonly NamedTest[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  return files.sort().flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return [...text.matchAll(call)].map(([, kind, rule, quote = '', what = '']) => ({
      rule: Number(rule),
      kind: kind as NamedTest['kind'], // the pattern has these two
      what: what.replaceAll(`\\${quote}`, quote),
      file,
    }));
  });
}
