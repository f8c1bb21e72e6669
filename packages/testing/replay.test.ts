import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { replay, type Replay } from './transcripts/replay.js';
import { readTranscripts } from './transcripts/index.js';

/**
 * By server, flow and connection: what became of each kind of stanza, and how often. A room that
 * takes something new changes this file: `XEC_WRITE_EXPECTATIONS=1 npm test -- replay` writes it
 * anew, and its diff is what to look at.
 */
const file = new URL('../../fixtures/transcripts/dispatched.json', import.meta.url);

type Expectations = Record<string, Readonly<Record<string, Replay>>>;

it('does with every recorded stanza of real servers what is expected, without a fault', () => {
  const found: Expectations = {};
  for (const transcript of readTranscripts()) {
    found[`${transcript.server}/${transcript.flow}`] = replay(transcript);
  }
  if (process.env['XEC_WRITE_EXPECTATIONS'] === '1') {
    writeFileSync(file, `${JSON.stringify(found, undefined, 1)}\n`);
  }
  // Our own file, in the shape it was written in.
  expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')) as Expectations);
}, 60_000);
