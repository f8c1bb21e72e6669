import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from './root/index.js';

/** What a feature has on every floor, under one name. */
const PARTS: Readonly<Record<string, (room: string) => boolean>> = {
  'stanza/': (room) => isThere(`stanza/${room}`),
  'fixtures/': (room) => isThere(`fixtures/${room}`),
  'README.md': (room) => isThere(`xec/${room}/README.md`),
  'index.ts': (room) => isThere(`xec/${room}/index.ts`),
  'a test': (room) =>
    readdirSync(`${projectRoot}xec/${room}`).some((file) => file.endsWith('.test.ts')),
};

/** Features that lack a part, and why that is right. */
const lacking: readonly { room: string; part: string; because: string }[] = [];

const isThere = (path: string): boolean => existsSync(`${projectRoot}${path}`);

const rooms = readdirSync(`${projectRoot}xec`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => !['core', 'dist', 'node_modules'].includes(name));

describe('a feature is one room with the same name on every floor', () => {
  it('in each folder of xec', () => {
    expect(rooms.flatMap((room) => missing(room).map((part) => `${room} lacks ${part}`))).toEqual(
      [],
    );
  });

  it('or has a reason, as long as it is one', () => {
    expect(lacking.filter(({ room, part }) => PARTS[part]?.(room) ?? true)).toEqual([]);
  });
});

function missing(room: string): string[] {
  const excused = lacking.filter((each) => each.room === room).map(({ part }) => part);
  return Object.entries(PARTS)
    .filter(([part, isPresent]) => !excused.includes(part) && !isPresent(room))
    .map(([part]) => part);
}
