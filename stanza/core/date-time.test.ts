import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatDateTime,
  formatTimezone,
  normalDateTime,
  readDateTime,
  readLegacyDateTime,
  readTimezone,
} from '../index.js';

const read = (text: string): string | undefined => readDateTime(text)?.toISOString();

describe('readDateTime', () => {
  it.each([
    ['1969-07-21T02:56:15Z', '1969-07-21T02:56:15.000Z'],
    ['1969-07-20T21:56:15-05:00', '1969-07-21T02:56:15.000Z'],
    ['2024-02-29T12:00:00+05:30', '2024-02-29T06:30:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['2024-01-01T00:00:00-00:00', '2024-01-01T00:00:00.000Z'],
    ['2024-01-01T00:00:00.5Z', '2024-01-01T00:00:00.500Z'],
    ['2024-01-01T00:00:00.1239999999999999999999999Z', '2024-01-01T00:00:00.123Z'],
    ['2024-01-01T23:59:59.999999Z', '2024-01-01T23:59:59.999Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2017-01-01T00:59:60.25+01:00', '2017-01-01T00:00:00.250Z'],
    ['2023-12-31T24:00:00Z', '2024-01-01T00:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('reads %s', (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it.each([
    '',
    '2024-01-01',
    '2024-01-01T00:00:00',
    '2024-01-01 00:00:00Z',
    '2024-01-01t00:00:00z',
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-02-31T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-32T00:00:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01T24:00:01Z',
    '2024-01-01T24:00:00.001Z',
    '2024-01-01T00:60:00Z',
    '2024-01-01T00:00:61Z',
    '2024-01-01T12:00:60Z',
    '2016-12-31T23:59:60+01:00',
    '2024-01-01T00:00:00.Z',
    '2024-01-01T00:00:00+0100',
    '2024-01-01T00:00:00+01',
    '2024-01-01T00:00:00+14:01',
    '2024-01-01T00:00:00+01:60',
    '0000-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '-0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    ' 2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00Z\n',
    '\u0662024-01-01T00:00:00Z',
  ])('refuses %j', (text) => {
    expect(readDateTime(text)).toBeUndefined();
  });
});

describe('formatDateTime', () => {
  it('writes UTC, with milliseconds only where there are some', () => {
    expect(formatDateTime(new Date(Date.UTC(1969, 6, 21, 2, 56, 15)))).toBe('1969-07-21T02:56:15Z');
    expect(formatDateTime(new Date(5))).toBe('1970-01-01T00:00:00.005Z');
  });

  it('throws for a date it cannot write', () => {
    expect(() => formatDateTime(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => formatDateTime(new Date(Date.UTC(10_000, 0)))).toThrow(RangeError);
    expect(() => formatDateTime(new Date(Date.UTC(-1, 0)))).toThrow(RangeError);
  });

  it('writes what is read back as the same moment', () => {
    const min = new Date('0001-01-01T00:00:00Z');
    const max = new Date('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        expect(readDateTime(formatDateTime(date))).toEqual(date);
      }),
    );
  });
});

describe('normalDateTime', () => {
  it.each([
    ['2026-11-27T10:22:18Z', '2026-11-27T10:22:18Z'],
    ['2026-11-27T10:22:18.050Z', '2026-11-27T10:22:18.050Z'],
    ['2026-11-27T10:22:18.000Z', '2026-11-27T10:22:18Z'],
    ['2026-11-27T10:22:18.5Z', '2026-11-27T10:22:18.500Z'],
    ['2026-11-27T10:22:18.12345Z', '2026-11-27T10:22:18.123Z'],
    ['2026-11-27T12:22:18+02:00', '2026-11-27T10:22:18Z'],
    ['2026-11-27T24:00:00Z', '2026-11-28T00:00:00Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('writes %s as %s', (text, normal) => {
    expect(normalDateTime(text)).toBe(normal);
    expect(formatDateTime(readDateTime(text) ?? new Date(NaN))).toBe(normal);
  });

  it.each([
    '',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-11-27T10:60:00Z',
    '2026-11-27T25:00:00Z',
    '2026-11-27T10:22:1aZ',
    '2026-11-27T10:22:18.0a0Z',
    '2026-11-27 10:22:18Z',
    '2026/11/27T10:22:18Z',
    '2026-11-27T10:22:18z',
    '0000-01-01T00:00:00Z',
  ])('leaves out "%s"', (text) => {
    expect(normalDateTime(text)).toBeUndefined();
  });
});

describe('readLegacyDateTime', () => {
  it('reads the format of XEP-0091 as UTC, and the newer one', () => {
    expect(readLegacyDateTime('20020910T23:08:25')?.toISOString()).toBe('2002-09-10T23:08:25.000Z');
    expect(readLegacyDateTime('2002-09-10T23:08:25Z')?.toISOString()).toBe(
      '2002-09-10T23:08:25.000Z',
    );
  });

  it.each(['20020230T00:00:00', '20020910T23:08:25Z', '20020910230825', '2002-09-10T23:08:25'])(
    'refuses %s',
    (text) => {
      expect(readLegacyDateTime(text)).toBeUndefined();
    },
  );
});

describe('time zones', () => {
  it.each([
    ['Z', 0],
    ['+02:00', 120],
    ['-06:00', -360],
    ['+05:45', 345],
    ['-14:00', -840],
  ])('reads and writes %s', (text, minutes) => {
    expect(readTimezone(text)).toBe(minutes);
    expect(formatTimezone(minutes)).toBe(text);
  });

  it('reads zero in its other spellings', () => {
    expect([readTimezone('+00:00'), readTimezone('-00:00')]).toEqual([0, 0]);
    expect(formatTimezone(-0)).toBe('Z');
  });

  it.each(['', 'z', 'UTC', '02:00', '+2:00', '+02', '+14:01', '+99:00', '+01:75'])(
    'does not read %j',
    (text) => {
      expect(readTimezone(text)).toBeUndefined();
    },
  );

  it.each([841, -841, 0.5, Number.NaN])('does not write %d', (minutes) => {
    expect(() => formatTimezone(minutes)).toThrow(RangeError);
  });
});
