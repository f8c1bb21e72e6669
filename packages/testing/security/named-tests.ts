import { readFileSync, readdirSync } from 'node:fs';
import { projectRoot } from '../root/index.js';

/** A test as its file names it. */
export interface NamedTest {
  readonly rule: number;
  readonly kind: 'hostile' | 'genuine';
  readonly what: string;
  /** Its file, from the root of the project. */
  readonly file: string;
}

const call = /\b(hostile|genuine)\(\s*(\d+),\s*(['"`])((?:\\.|(?!\3)[^\\])*)\3/gu;

/** All tests of rules, wherever they stand, in the order of their files and lines. */
export function namedTests(): readonly NamedTest[] {
  return ['stanza', 'xec', 'packages'].flatMap(testFiles).sort().flatMap(testsOf);
}

function testFiles(folder: string): string[] {
  return readdirSync(`${projectRoot}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /node_modules|dist/u.test(entry.name) ? [] : testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function testsOf(file: string): NamedTest[] {
  const text = readFileSync(`${projectRoot}${file}`, 'utf8');
  return [...text.matchAll(call)].map(([, kind, rule, quote = '', what = '']) => ({
    rule: Number(rule),
    kind: kind as NamedTest['kind'], // the pattern has these two
    what: what.replaceAll(`\\${quote}`, quote),
    file,
  }));
}
