import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readLine } from './read-line.js';

describe('a line from the terminal', () => {
  const ask = (typed: string, end = false) => {
    const input = new PassThrough();
    const output = new PassThrough({ encoding: 'utf8' });
    const line = readLine('Username: ', input, output);
    if (end) input.end(typed);
    else input.write(typed);
    return { line, output };
  };

  it('is what was typed, after the question', async () => {
    const { line, output } = ask('juliet\nmore');
    await expect(line).resolves.toBe('juliet');
    expect(output.read()).toBe('Username: ');
  });

  it('may be empty', async () => {
    await expect(ask('\n').line).resolves.toBe('');
  });

  it('is none where the person gave up', async () => {
    await expect(ask('', true).line).rejects.toThrow('no answer was given');
  });
});
