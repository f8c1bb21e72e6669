/** What an application loads that uses one widget. */
import { expect, it, jest } from '@jest/globals';
import { measureBundle } from '@xec/testing';

jest.setTimeout(60_000);

const KB = 1024;

it.each(['one-widget', 'one-chat'])(
  '%s is at most 45 KB, and has no other widget',
  async (name) => {
    const { initial, later } = await measureBundle(new URL(`testing/${name}.ts`, import.meta.url));
    console.log(`${name}: ${(initial.gzipBytes / KB).toFixed(1)} KB`);
    expect(initial.gzipBytes + later.gzipBytes).toBeLessThanOrEqual(45 * KB);
    const others = /^packages\/widgets\/(app|settings|notifications|task-tray|roster|rooms|feed)/;
    expect(initial.modules.filter((path) => others.test(path))).toEqual([]);
    expect(initial.modules).toContainEqual(expect.stringMatching(/^packages\/widgets\//));
  },
);
