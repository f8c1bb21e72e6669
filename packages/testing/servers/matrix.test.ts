import { describe, expect, it } from '@jest/globals';

interface Result {
  readonly ancestorTitles: readonly string[];
  readonly status: string;
}

/** The module is one that jest itself loads, untyped. */
const { matrixOf } = (await import(
  new URL('../../setup/server-matrix.mjs', import.meta.url).href
)) as { matrixOf: (files: readonly { testResults: readonly Result[] }[]) => string[] };

const result = (suite: string, status: string): Result => ({
  ancestorTitles: [suite, 'inner'],
  status,
});

describe('the table of suites and servers', () => {
  it('tells what works, what a server lacks, and what fails', () => {
    const testResults = [
      result('rooms on devserver', 'passed'),
      result('rooms on devserver', 'passed'),
      result('rooms on prosody', 'passed'),
      result('rooms on prosody', 'failed'),
      result('rooms on ejabberd (skipped: ejabberd does not have rooms)', 'pending'),
      result('a room', 'failed'),
    ];
    expect(
      matrixOf([{ testResults }, { testResults: [result('PEP on prosody', 'passed')] }]),
    ).toEqual([
      'suite  devserver  prosody   ejabberd',
      'rooms  2 work     1 FAILED  ejabberd does not have rooms',
      'PEP    -          1 work    -',
    ]);
  });

  it('is not there where no server ran', () => {
    expect(matrixOf([{ testResults: [result('a room', 'passed')] }])).toEqual([]);
  });
});
