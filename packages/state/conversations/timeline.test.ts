/**
 * One truth: an archive. Whatever part of it is heard live, asked for or copied, in whatever order, the
 * timeline says what the archive says, each message once, and is honest about what it does not know.
 */
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openState, type State } from '../state.js';
import { MadeSource } from '../testing/made-source.js';
import type { Conversation } from './conversation.js';

const self = 'juliet@capulet.example';
const romeo = 'romeo@montague.example';
const numRuns = Number(process.env.XEC_RUNS ?? 200);

/** A message of the archive; the number is its place. */
interface Said {
  readonly n: number;
  readonly isOwn: boolean;
  /** Several may have one stamp: some archives count in seconds. */
  readonly at: number;
  /** Whether we heard of it as it was said, and how. */
  readonly way: 'live' | 'carbon' | 'own' | 'missed';
}

const content = ({ n, isOwn, way }: Said, isArchived: boolean) => ({
  type: 'chat',
  id: `m${n}`,
  ...(way === 'own' && { originId: `o${n}` }),
  from: isOwn ? `${self}/${way === 'own' ? 'balcony' : 'phone'}` : `${romeo}/orchard`,
  to: isOwn ? romeo : `${self}/balcony`,
  body: `${n}`,
  stanzaIds: isArchived || way === 'own' ? [] : [{ by: self, id: `a${n}` }],
  hints: [],
});

/** Told as it is said. */
function tellLive(source: MadeSource, said: Said): void {
  if (said.way === 'missed') return;
  const at = said.at + 10;
  if (said.way === 'own') {
    const left = { id: `m${said.n}`, originId: `o${said.n}`, to: romeo, type: 'chat' };
    source.tell('message_publish_handle', { ...left, body: `${said.n}` }, at);
  } else if (said.way === 'carbon') {
    const direction = said.isOwn ? 'sent' : 'received';
    source.tell('carbons', { direction, message: content(said, false) }, at);
  } else source.tell('message', content(said, false), at);
}

/** Answers what archives are asked, from `said`. */
function answer(source: MadeSource, said: readonly Said[]): void {
  for (const { params, resolve } of source.requests.splice(0)) {
    const { queryId, page } = params as {
      queryId: string;
      page: { max: number; before?: string; after?: string };
    };
    const place = (id: string) => said.findIndex(({ n }) => `a${n}` === id);
    const start = page.after === undefined ? 0 : place(page.after) + 1;
    const end = page.before === undefined || page.before === '' ? said.length : place(page.before);
    const all = said.slice(start, end);
    const max = Math.min(page.max, 4);
    const some =
      page.before === undefined ? all.slice(0, max) : all.slice(Math.max(0, all.length - max));
    for (const each of some) {
      const stamp = new Date(each.at).toISOString();
      const result = { archive: self, queryId, id: `a${each.n}`, delay: { stamp } };
      source.tell('mamresult', { ...result, message: content(each, true) });
    }
    const isComplete = some.length === all.length;
    const counts = { page: { count: all.length }, received: some.length, isUnstable: false };
    source.tell('mam_get_handle', { archive: self, queryId, isComplete, ...counts });
    resolve();
  }
}

/** Does what a person would: asks for everything older, and clicks on every gap. */
async function askForAll(
  state: State,
  source: MadeSource,
  chat: Conversation,
  said: readonly Said[],
): Promise<void> {
  if (said.at(-1)?.way === 'missed') source.online();
  const newest = state.commands.catchUp(romeo);
  answer(source, said);
  await newest;
  for (let round = 0; round < 200; round += 1) {
    const gap = chat.rows.find(({ kind }) => kind === 'gap');
    const before = JSON.stringify(chat.rows);
    const asking =
      gap?.kind === 'gap'
        ? state.commands.fillGap(romeo, gap.gap)
        : state.commands.loadOlder(romeo);
    answer(source, said);
    await asking;
    if (chat.isStart && JSON.stringify(chat.rows) === before) return;
  }
  throw new Error('it asks for ever');
}

const way = fc.constantFrom<Said['way']>('live', 'carbon', 'own', 'missed');
const archive = fc
  .array(fc.record({ isOwn: fc.boolean(), way, tick: fc.integer({ min: 0, max: 2 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((all) => {
    let at = Date.UTC(2026, 0, 1);
    return all.map(({ isOwn, way: how, tick }, n): Said => {
      at += tick * 1000;
      return { n, isOwn: how === 'own' || (how === 'carbon' && isOwn), way: how, at };
    });
  });

/** The first of a second, heard by a clock that was past it, and more after it than a page has. */
const heardLate = Array.from({ length: 5 }, (_, n): Said => {
  return { n, isOwn: false, way: n === 0 ? 'live' : 'missed', at: Date.UTC(2026, 0, 1) };
});

/** What happens between two messages. */
const event = fc.constantFrom('nothing', 'newest', 'older', 'gap', 'resumed', 'broken');

const gapsIn = (chat: Conversation): number =>
  chat.rows.filter(({ kind }) => kind === 'gap').length;

async function play(
  said: readonly Said[],
  events: readonly string[],
): Promise<{ state: State; source: MadeSource; chat: Conversation }> {
  const source = new MadeSource();
  const state = openState(source);
  await state.ready;
  source.online();
  source.requests.length = 0; // the first page of all conversations: here it is lost
  const chat = state.conversations.open(romeo);
  for (const [index, each] of said.entries()) {
    // A message that was missed was said while there was no stream: a new one has begun since.
    if (each.way !== 'missed' && said[index - 1]?.way === 'missed') source.online();
    tellLive(source, each);
    const known = said.slice(0, index + 1);
    const happens = events[index % events.length];
    // Whoever has no stream asks for nothing.
    if (each.way === 'missed') continue;
    source.requests.length = 0;
    const gap = chat.rows.find(({ kind }) => kind === 'gap');
    let asking: Promise<void> = Promise.resolve();
    if (happens === 'newest') asking = state.commands.catchUp(romeo);
    else if (happens === 'older') asking = state.commands.loadOlder(romeo);
    else if (happens === 'gap' && gap?.kind === 'gap')
      asking = state.commands.fillGap(romeo, gap.gap);
    else if (happens === 'resumed') source.online(true);
    else if (happens === 'broken') source.online();
    if (happens === 'broken') source.requests.length = 0;
    answer(source, known);
    await asking;
  }
  return { state, source, chat };
}

describe('a timeline', () => {
  it('is the archive’s, each message once, in whatever order it was told', async () => {
    await fc.assert(
      fc.asyncProperty(
        archive,
        fc.array(event, { minLength: 1, maxLength: 40 }),
        async (said, events) => {
          const { state, source, chat } = await play(said, events);
          await askForAll(state, source, chat, said);
          expect(chat.messages.map(({ body }) => Number(body))).toEqual(said.map(({ n }) => n));
          expect(gapsIn(chat)).toBe(0);
          await state.close();
        },
      ),
      { numRuns, examples: [[heardLate, ['nothing']]] },
    );
  });

  it('never shows two messages side by side as if nothing were between them', async () => {
    await fc.assert(
      fc.asyncProperty(
        archive,
        fc.array(event, { minLength: 1, maxLength: 40 }),
        async (said, events) => {
          const { state, chat } = await play(said, events);
          const { all } = chat.timeline.stretches;
          for (const { entries } of all) {
            const places = entries.map(({ id }) => Number(id.slice(1)));
            // What we sent ourselves is known without its place in the archive.
            const [first = 0, last = 0] = [places[0], places.at(-1)];
            const between = said.slice(first, last + 1).filter(({ way: how }) => how !== 'own');
            for (const { n } of between) expect(places).toContain(n);
          }
          expect(new Set(chat.messages.map(({ body }) => body)).size).toBe(chat.messages.length);
          await state.close();
        },
      ),
      { numRuns },
    );
  });

  it('shows a gap until the archive has closed it, and never closes it by what is heard', async () => {
    const said = [0, 1, 2, 3].map((n): Said => ({
      n,
      isOwn: false,
      at: n * 1000,
      way: n === 1 || n === 2 ? 'missed' : 'live',
    }));
    const { state, source, chat } = await play(said, ['nothing']);
    tellLive(source, { n: 4, isOwn: false, at: 4000, way: 'live' });
    expect(chat.rows.map((row) => (row.kind === 'gap' ? 'gap' : row.message.body))).toEqual([
      '0',
      'gap',
      '3',
      '4',
    ]);
    const row = chat.rows[1];
    if (row?.kind !== 'gap') throw new Error('expected a gap');
    const counting = state.commands.countGap(romeo, row.gap);
    source
      .asked('MAM/Get')
      .at(-1)
      ?.resolve({ page: { count: 2 } });
    await counting;
    expect(chat.rows[1]).toMatchObject({ gap: { missing: 2 } });
    source.requests.length = 0;
    const filling = state.commands.fillGap(romeo, row.gap);
    expect(chat.rows[1]).toMatchObject({ gap: { isLoading: true } });
    answer(source, said);
    await filling;
    expect(chat.messages.map(({ body }) => body)).toEqual(['0', '1', '2', '3', '4']);
    expect(gapsIn(chat)).toBe(0);
    await state.close();
  });
});
