import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { DataForm, FormField } from '@xec/stanza';
import { hashcashFor } from './hashcash.js';

const ocr: FormField = { var: 'ocr', type: 'text-single', label: 'Enter the text you see' };
const work = (label: string, required = false): FormField => ({
  var: 'SHA-256',
  type: 'text-single',
  label,
  ...(required && { required }),
});
const form = (...fields: FormField[]): DataForm => ({
  type: 'form',
  instructions: [],
  fields,
});

let pauses = 0;
const solved = (asked: DataForm | undefined, values: Record<string, string> = {}) =>
  hashcashFor(asked, 'capulet.example', values, async () => {
    pauses += 1;
  });

describe('a challenge for machines', () => {
  it.each(['a', '7a', '93C', 'e03d'])(
    'is answered where it is not too hard: %s',
    async (digits) => {
      const { 'SHA-256': answer } = await solved(form(ocr, work(digits)));
      expect(answer).toMatch(/^capulet\.example/u);
      const hash = createHash('sha256').update(String(answer)).digest('hex');
      expect(hash.endsWith(digits.toLowerCase())).toBe(true);
    },
  );

  it('lets the process do other things, and ends with who asked for it', async () => {
    pauses = 0;
    await solved(form(work('e03d')));
    expect(pauses).toBeGreaterThan(1);
    const gone = hashcashFor(form(work('e03d')), 'capulet.example', {}, () =>
      Promise.reject(new Error('the stream ended')),
    );
    await expect(gone).rejects.toThrow('the stream ended');
  });

  it('is left to who answered another one, or this one', async () => {
    expect(await solved(form(ocr, work('7a')), { ocr: '7nHL3' })).toEqual({});
    expect(await solved(form(ocr, work('7a')), { 'SHA-256': 'mine' })).toEqual({});
    expect(await solved(form(ocr, work('7a', true)), { ocr: '7nHL3' })).toHaveProperty('SHA-256');
    expect(await solved(form(ocr))).toEqual({});
    expect(await solved(undefined)).toEqual({});
  });

  it.each(['93c7a1', 'f'.repeat(1000), 'no digits', ''])(
    'is named where it is too hard, or none: %p',
    async (digits) => {
      const refusal = { name: 'RegistrationError', problem: 'work-wanted' };
      await expect(solved(form(work(digits)))).rejects.toMatchObject(refusal);
      await expect(solved(form(ocr, work(digits, true)))).rejects.toMatchObject(refusal);
      // Where there is another one, that one may be answered.
      expect(await solved(form(ocr, work(digits)))).toEqual({});
    },
  );
});
