/**
 * Reads, builds and writes stanzas, with a collection of garbage between, when none of them is left. Run
 * with `--trace-deopt`, V8 prints what compiled code it throws away.
 */
import { iqGet, parse, pingRequest, write } from '@xec/stanza';

/** What a class costs that nobody keeps: it shows that what V8 prints is understood. */
class Forgotten {
  readonly attributes: Record<string, string> = {};
  readonly names: string[];

  constructor(names: string[]) {
    this.names = names;
    for (const name of names) this.attributes[name] = name;
  }
}

const NAMES = ['xmlns', 'type', 'id'];
const PIECES = 6;
const PASSES = 40_000;

const work: Readonly<Record<string, () => number>> = {
  stanzas: () => Object.keys(parse(write(iqGet('a@b.example', pingRequest()))).attrs).length,
  forgotten: () => Object.keys(new Forgotten(NAMES).attributes).length,
};

const pass = work[process.argv[2] ?? ''];
if (pass === undefined) throw new Error(`expected one of ${Object.keys(work).join(', ')}`);
let sum = 0;
for (let piece = 0; piece < PIECES; piece += 1) {
  for (let at = 0; at < PASSES; at += 1) sum += pass();
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
}
if (sum === 0) throw new Error('expected something to have been read');
