import { existsSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { describeWith } from '../servers/index.js';
import { startRedis } from './start-redis.js';

describeWith('redis-server', 'a private Redis', () => {
  it('is itself again after it was killed', async () => {
    const redis = await startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
    expect(await redis.command('SET one 1')).toBe('+OK');
    await redis.kill();
    await expect(redis.command('PING')).rejects.toThrow();
    await redis.restart();
    expect(await redis.command('INCR one')).toBe(':2');
    await redis.stop();
    await redis.stop();
    expect(existsSync(redis.dir)).toBe(false);
  });

  it('answers nobody while it is suspended', async () => {
    const redis = await startRedis();
    redis.suspend();
    const answer = redis.command('PING');
    redis.resume();
    expect(await answer).toBe('+PONG');
    await redis.stop();
  });

  it('says why it does not start', async () => {
    const redis = await startRedis();
    await expect(startRedis({ port: redis.port })).rejects.toThrow(/in use/);
    await redis.stop();
  });
});
