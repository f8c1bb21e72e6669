/**
 * The parser and the writer against saxes, and against each other, on one frame.
 */
import { XmlError, write, type XmlElement } from '@xec/stanza';
import type { Outcome } from '../outcome.js';
import { stricterRules } from './expected.js';
import { areEqual, differenceTo } from './same.js';
import { readWithSaxes, type Reading } from './saxes.js';

type Theirs = Reading | 'unknown' | undefined;
type Parse = (frame: string) => XmlElement;

/** Has both parsers read `frame`; `parse` is ours. */
export function checkFrame(frame: string, parse: Parse): Outcome {
  const ours = readWithOurs(frame, parse);
  const theirs = readWithSaxes(frame);
  const text =
    ours instanceof XmlError
      ? refusal(frame, ours, theirs)
      : (acceptance(frame, ours, theirs) ?? writing(ours, parse));
  const wrong = text === undefined ? [] : [{ kind: 'disagreement' as const, text }];
  return { isAccepted: !(ours instanceof XmlError), wrong };
}

function readWithOurs(frame: string, parse: Parse): XmlElement | XmlError {
  try {
    return parse(frame);
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
}

/** What is wrong with a refusal. */
function refusal(frame: string, error: XmlError, theirs: Theirs): string | undefined {
  if (theirs === undefined || theirs === 'unknown') return undefined;
  const rules = stricterRules(frame, theirs);
  if (rules.some(({ condition }) => condition === error.condition)) return undefined;
  return `saxes accepts it, we refuse it as ${error.condition}: ${error.message}`;
}

/** What is wrong with what was read. */
function acceptance(frame: string, ours: XmlElement, theirs: Theirs): string | undefined {
  if (theirs === undefined) return 'saxes refuses it, we accept it';
  if (theirs === 'unknown') return undefined;
  const [rule] = stricterRules(frame, theirs);
  if (rule !== undefined) return `we accept it, though ${rule.name}`;
  return differenceTo(theirs.root, ours);
}

/** What is wrong with what is written of it. */
function writing(ours: XmlElement, parse: Parse): string | undefined {
  if (areEqual(ours, parse(write(ours)))) return undefined;
  return 'what is written of it is read as something else';
}
