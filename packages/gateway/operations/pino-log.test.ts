import { Writable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { hostile } from '@xec/testing/security';
import { pino } from 'pino';
import { pinoLog } from './pino-log.js';

function logger(level: string) {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { lines, log: pinoLog(pino({ level }, stream)) };
}

it('lines go to pino with their level, event and fields', () => {
  const { lines, log } = logger('info');
  log.warn('session-left', { session: 's', condition: 'conflict' });
  log.debug('payload-looked-up');
  expect(lines).toMatchObject([
    { level: 40, msg: 'session-left', event: 'session-left', session: 's', condition: 'conflict' },
  ]);
  expect(log.isDebug).toBe(false);
  expect(logger('trace').log.isDebug).toBe(true);
});

hostile(56, 'fields that are named like secrets leave without their contents', () => {
  const { lines, log } = logger('info');
  log.info('x', {
    password: 'p1',
    token: 'p2',
    request: { headers: { Authorization: 'p3', cookie: ['p4'] }, items: [{ previd: 'p5' }] },
    account: 'juliet',
  });
  expect(JSON.stringify(lines)).not.toMatch(/p\d/);
  expect(lines).toMatchObject([{ account: 'juliet', password: '…' }]);
});
