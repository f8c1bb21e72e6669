import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../root/index.js';
import { allRules } from '../rules.js';
import { mutants } from './mutants.js';

/** Rules that are no statement that one could take out, with the reason. */
const without: Readonly<Record<number, string>> = {
  4: 'it follows from rules 2 and 7: no code looks at what is shown',
  5: 'a shape of packets, and markup of widgets',
  8: 'it follows from the order of rule 7: look, then take',
  15: 'nothing is registered that could run',
  16: 'nothing accepts by itself',
  20: 'nothing unwraps what is forwarded',
  22: 'a shape of packets',
  23: 'the actions ask before they build; see xec/pubsub',
  24: 'a shape of packets',
  26: 'a shape of packets',
  31: 'nothing grants by itself',
  35: 'the parser as a whole',
  36: 'the registry as a whole',
  39: 'the run of handlers as a whole',
  43: 'the decoder of the platform',
  45: 'the writer as a whole',
  47: 'the TLS of the platform',
  49: 'the tables of addresses as a whole',
  55: 'the stores as a whole',
  56: 'marks that types and many places share',
  57: 'the gateway, with its own suite',
  59: 'nothing fetches',
  60: 'the reader of slots as a whole',
  61: 'nothing follows links',
};

describe('mutants', () => {
  it('stand in their files once each', () => {
    const gone = mutants.filter(
      ({ file, from }) => readFileSync(`${projectRoot}${file}`, 'utf8').split(from).length !== 2,
    );
    expect(gone).toEqual([]);
  });

  it('are of each rule that is a statement', () => {
    const tried = new Set(mutants.map(({ rule }) => rule));
    const wanted = allRules.map(({ number }) => number).filter((number) => !(number in without));
    expect([...tried].sort((one, other) => one - other)).toEqual(wanted);
  });
});
