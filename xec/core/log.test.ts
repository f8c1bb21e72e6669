import { describe, expect, it } from '@jest/globals';
import { Log, jsonLines, silentLog, type LogLevel, type LogLine } from './log.js';

function lines(level?: LogLevel | 'silent'): LogLine[] {
  const found: LogLine[] = [];
  const log = new Log({ ...(level && { level }), sink: (line) => found.push(line), now: () => 7 });
  log.debug('a', { one: 1 });
  log.info('b');
  log.warn('c');
  log.error('d');
  return found;
}

describe('the log', () => {
  it.each([
    ['debug', ['a', 'b', 'c', 'd']],
    ['info', ['b', 'c', 'd']],
    ['warn', ['c', 'd']],
    ['error', ['d']],
    ['silent', []],
    [undefined, ['b', 'c', 'd']],
  ] as const)('at level %s writes that level and those above', (level, events) => {
    expect(lines(level).map(({ event }) => event)).toEqual(events);
  });

  it('writes lines of plain fields', () => {
    expect(lines('debug')[0]).toEqual({ level: 'debug', at: 7, event: 'a', one: 1 });
  });

  it('lets no field hide what happened', () => {
    const found: LogLine[] = [];
    const log = new Log({ sink: (line) => found.push(line), now: () => 7 });
    log.warn('real', { event: 'fake', level: 'debug', at: 0 });
    expect(found).toEqual([{ level: 'warn', at: 7, event: 'real' }]);
  });

  it('knows whether debug lines are wanted', () => {
    const sink = (): void => undefined;
    expect(new Log({ level: 'debug', sink }).isDebug).toBe(true);
    expect(new Log({ sink }).isDebug).toBe(false);
    expect(silentLog.isDebug).toBe(false);
  });

  it('as JSON is one object a line, whatever the text is', () => {
    const texts: string[] = [];
    const log = new Log({ sink: jsonLines((text) => texts.push(text)), now: () => 7 });
    log.info('said', { text: 'two\nlines "quoted" \u2028' });
    expect(texts).toHaveLength(1);
    expect(texts[0]).not.toContain('\n');
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({ text: 'two\nlines "quoted" \u2028' });
  });

  it('harms nobody when its sink throws', () => {
    const log = new Log({
      sink: () => {
        throw new Error('disk full');
      },
    });
    expect(() => {
      log.error('told');
    }).not.toThrow();
  });
});
