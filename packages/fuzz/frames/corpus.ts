/**
 * What frames are made of: stanzas that real servers sent, and those of the rooms' fixtures.
 */
import { readFileSync, readdirSync } from 'node:fs';
import {
  childElements,
  defaultParseLimits,
  isStanza,
  parse,
  write,
  type Element,
} from '@xec/stanza';
import { readTranscripts } from '@xec/testing/transcripts';

export interface Corpus {
  /** Whole frames, as text; each stands alone. */
  readonly frames: readonly string[];
  /** Those of them that are stanzas. */
  readonly stanzas: readonly Element[];
  /** Elements below stanzas: copies of them are put into others. */
  readonly parts: readonly Element[];
  /** The same by name and namespace, as {@link partKey} joins them. */
  readonly named: ReadonlyMap<string, readonly Element[]>;
  /** Children of iq results, by namespace. */
  readonly answers: ReadonlyMap<string, readonly Element[]>;
}

// This module runs from the sources and from dist/.
const up = import.meta.url.includes('/dist/') ? '../../../../' : '../../../';
const folder = new URL(`${up}fixtures/`, import.meta.url);

/** The longest frame that is taken: what is mutated is to be looked at often, not long. */
const MAX_LENGTH = 1000;

let corpus: Corpus | undefined;

/** Reads it all, once. Nobody changes it: what is put into frames are copies. */
export const readCorpus = (): Corpus => (corpus ??= makeCorpus());

function makeCorpus(): Corpus {
  const texts = new Set<string>();
  for (const text of [...recorded(), ...fixtures()]) if (text.length <= MAX_LENGTH) texts.add(text);
  const frames = [...texts];
  const stanzas = frames.map((text) => parse(text)).filter(isStanza);
  const parts = stanzas.flatMap(below);
  const named = grouped(parts, (part) => partKey(part.getName(), part.getNS()));
  const results = stanzas.filter(({ attrs }) => attrs['type'] === 'result');
  const answers = grouped(results.flatMap(childElements), (child) => child.getNS() ?? '');
  return { frames, stanzas, parts, named, answers };
}

export const partKey = (name: string, xmlns = ''): string => `${name} ${xmlns}`;

function grouped(all: readonly Element[], keyOf: (el: Element) => string): Map<string, Element[]> {
  const groups = new Map<string, Element[]>();
  for (const el of all) {
    const key = keyOf(el);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [el]);
    else group.push(el);
  }
  return groups;
}

function* recorded(): Iterable<string> {
  for (const { lines } of readTranscripts()) {
    for (const { direction, kind, text, namespaces } of lines) {
      if (direction !== 'S' || kind !== 'element') continue;
      const frame = standalone(text, namespaces);
      if (frame !== undefined) yield frame;
    }
  }
}

function* fixtures(): Iterable<string> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.xml')) continue;
    const frame = standalone(readFileSync(new URL(name, folder), 'utf8').trim());
    if (frame !== undefined) yield frame;
  }
}

/** The frame with all the namespaces that it needs; `undefined` for what is no element. */
function standalone(text: string, namespaces?: ReadonlyMap<string, string>): string | undefined {
  try {
    return write(parse(text, defaultParseLimits, namespaces));
  } catch {
    return undefined; // a document with a declaration, or one that was recorded because it is broken
  }
}

/** Every element in a stanza. */
function below(stanza: Element): Element[] {
  const found = childElements(stanza);
  for (const el of found) found.push(...childElements(el));
  return found;
}
