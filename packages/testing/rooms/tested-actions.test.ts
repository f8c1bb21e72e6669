/**
 * Each action is seen by some test as it is sent, as it is answered, and as it is refused. Which test that
 * is, `fixtures/catalogue/tested.json` says: `XEC_WRITE_EXPECTATIONS=1` fills in what tests saw, and a run of
 * such a test fails that has not seen it (packages/setup/tested-actions.mjs).
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Registry, allFeatures } from '@xec/xec';
import { fixtureJson } from '../fixtures/index.js';

type Row = Readonly<Record<string, string>>;
type List = Readonly<Record<string, Row>>;
type Notes = ReadonlyMap<string, ReadonlySet<string>>;

/** The module is one that jest itself loads, untyped. */
const { filledIn, readNotes, unseen } = (await import(
  new URL('../../setup/tested-actions.mjs', import.meta.url).href
)) as {
  filledIn: (list: List, notes: Notes, files: string[], actions: string[]) => List;
  readNotes: (folder: string) => Notes;
  unseen: (list: List, notes: Notes, files: string[]) => string[];
};

const message = 'a message has left by then: message_error tells it (xec/message/signals.test.ts)';
const attention = 'the same (xec/attention/attention.test.ts)';
const presence = 'presence has left by then: presence tells it (xec/presence/presence.test.ts)';
const voice = 'a message has left by then, and rooms answer it by presence of another role';

/** Actions that no answer refuses, and why. */
const unrefused: Readonly<Record<string, string>> = {
  'Attention/Send': attention,
  'Confirm/Accept': 'it is an answer itself, which nobody answers',
  ...Object.fromEntries(
    ['Accept', 'Finish', 'Proceed', 'Propose', 'Reject', 'Retract', 'Ringing'].map((name) => [
      `Jingle/Message${name}`,
      message,
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['Acknowledge', 'Active', 'Composing', 'Decline', 'Displayed', 'Gone', 'Inactive'],
      ...['Paused', 'Reactions', 'Retract'],
    ].map((name) => [`Message/${name}`, message]),
  ),
  'Muc/AnswerVoice': voice,
  'Muc/RequestVoice': voice,
  ...Object.fromEntries(
    [
      ...['Available', 'Away', 'Chat', 'DND', 'Subscribed', 'Unavailable', 'Unsubscribe'],
      ...['Unsubscribed', 'XA'],
    ].map((name) => [`Presence/${name}`, presence]),
  ),
};

const root = new URL('../../../', import.meta.url);
const list = fixtureJson<List>('catalogue/tested');

describe('the actions', () => {
  it('are each in the list, and nothing else', () => {
    expect(Object.keys(list).sort()).toEqual([...new Registry(allFeatures).actions.keys()].sort());
  });

  it('are each seen sent and answered, by tests that there are', () => {
    const missing = Object.entries(list).filter(
      ([, { sent, answered }]) => sent === undefined || answered === undefined,
    );
    expect(missing).toEqual([]);
    const files = [...new Set(Object.values(list).flatMap((row) => Object.values(row)))];
    expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });

  it('are each seen refused, or there is a reason why nothing refuses them', () => {
    const missing = Object.entries(list).flatMap(([action, { refused }]) =>
      refused === undefined ? [action] : [],
    );
    expect(missing).toEqual(Object.keys(unrefused).sort());
  });
});

describe('what tests saw', () => {
  const files = ['tea.test.ts', 'milk.test.ts'];
  const notesOf = (...texts: string[]): Notes => {
    const folder = mkdtempSync(join(tmpdir(), 'xec-actions-test-'));
    texts.forEach((text, at) => {
      writeFileSync(join(folder, String(at)), text);
    });
    return readNotes(folder);
  };
  const seen = (action: string, what: string, file: string): string =>
    `${action} ${what} ${new URL(file, root).pathname}\n`;
  const notes = notesOf(
    seen('Tea/Get', 'sent', 'tea.test.ts') + seen('Tea/Get', 'refused', 'milk.test.ts'),
    seen('Tea/Get', 'sent', 'milk.test.ts') + seen('Own/Of', 'sent', 'tea.test.ts'),
  );

  it('fills the list, and leaves in it what still holds', () => {
    const before = { 'Tea/Get': { sent: 'tea.test.ts', answered: 'other.test.ts' } };
    const after = { 'Tea/Get': { ...before['Tea/Get'], refused: 'milk.test.ts' } };
    expect(filledIn(before, notes, files, ['Tea/Get'])).toEqual(after);
    const stale = { 'Tea/Get': { sent: 'tea.test.ts', answered: 'milk.test.ts' } };
    expect(filledIn(stale, notes, files, ['Tea/Get'])['Tea/Get']).not.toHaveProperty('answered');
  });

  it('fails a run in which a file that was run has not seen it', () => {
    const row = { sent: 'tea.test.ts', answered: 'milk.test.ts', refused: 'other.test.ts' };
    expect(unseen({ 'Tea/Get': row }, notes, files)).toEqual([
      'Tea/Get is not answered in milk.test.ts',
    ]);
  });
});
