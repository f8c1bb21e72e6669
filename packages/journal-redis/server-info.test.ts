import { describe, expect, it } from '@jest/globals';
import { ErrorReply } from 'redis';
import { asJournalError } from './errors.js';
import { mustSuit, readInfo, survivalOf } from './server-info.js';

describe('what Redis says of itself', () => {
  it('is read from INFO', () => {
    const info = readInfo('# Server\r\nredis_version:7.0.15\r\nexecutable:/a:b\r\n\r\n');
    expect([...info]).toEqual([
      ['redis_version', '7.0.15'],
      ['executable', '/a:b'],
    ]);
  });

  it.each([
    ['0', 'always', /crash of Redis loses/],
    ['1', 'always', /a crash of its machine too/],
    ['1', 'everysec', /its machine loses up to two seconds/],
    ['1', 'no', /its machine loses .* 30 seconds/],
    ['1', undefined, /its machine loses what/],
  ])('tells what it survives: append-only file %s, appendfsync %s', (aof, appendfsync, words) => {
    expect(survivalOf(readInfo(`aof_enabled:${aof}`), appendfsync)).toMatch(words);
  });

  it('refuses a cluster', () => {
    expect(() => mustSuit(readInfo('cluster_enabled:1'))).toThrow(/is a cluster/);
  });
});

describe('what Redis answers', () => {
  it.each([
    ["OOM command not allowed when used memory > 'maxmemory'.", 'full'],
    ['ERR Error running script (call to f_1): @user_script:1: -OOM command not allowed', 'full'],
    ['MISCONF Errors writing to the AOF file: No space left on device', 'full'],
    ['MISCONF Redis is configured to save RDB snapshots', 'unavailable'],
    ['LOADING Redis is loading the dataset in memory', 'unavailable'],
    ["READONLY You can't write against a read only replica.", 'unavailable'],
    ['BUSY Redis is busy running a script', 'unavailable'],
    ['ERR max number of clients reached', 'unavailable'],
    ['WRONGTYPE Operation against a key', 'refused'],
    ['NOAUTH Authentication required.', 'refused'],
  ])('%s is %s', (message, code) => {
    expect(asJournalError(new ErrorReply(message))).toMatchObject({
      code,
      message: `Redis: ${message}`,
    });
  });

  it('that nothing came back is unavailable', () => {
    expect(asJournalError(new Error('Socket closed unexpectedly')).code).toBe('unavailable');
  });
});
