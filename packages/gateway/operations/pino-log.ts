import { Log, type LogLevel } from '@xec/xec';
import type { Logger } from 'pino';
import { withoutSecrets } from './secrets.js';

const levels: Readonly<Record<string, LogLevel | 'silent'>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'error',
  silent: 'silent',
};

/**
 * Our log port on a logger of pino, from its level upwards. Fields that are named like secrets leave
 * without their contents, whatever the logger itself redacts.
 *
 * ```ts
 * const log = pinoLog(pino({ level: 'info' }));
 * ```
 */
export const pinoLog = (logger: Logger): Log =>
  new Log({
    level: levels[logger.level] ?? 'info',
    sink: ({ level, event, at, ...fields }) => {
      logger[level]({ event, at, ...(withoutSecrets(fields) as object) }, event);
    },
  });
