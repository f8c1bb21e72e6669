/**
 * Which server answered which request while the tests ran: what `noteAnswers` of `@xec/testing` wrote down,
 * as a table of rooms, and held against `fixtures/servers/actions.json`, which says what each server does.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columns } from './columns.mjs';

export const SERVERS = ['devserver', 'prosody', 'ejabberd'];

/** What each server does: an action works, is refused with this end, or is asked of nobody. */
const KINDS = /^(?:works|refuses (?<end>error\w*): .+|not asked: .+)$/;

/** The folder that test processes write into, from now on. */
export function openNotes() {
  const folder = mkdtempSync(join(tmpdir(), 'xec-answers-'));
  process.env.XEC_ANSWERS = folder;
  return folder;
}

/**
 * What was written down, in whatever order processes wrote; the folder is gone then.
 *
 * @returns {Map<string, Map<string, Set<string>>>} ends by action and server
 */
export function readNotes(folder) {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  rmSync(folder, { recursive: true });
  const answers = new Map();
  for (const [action, server, end] of texts.join('').split('\n').filter(Boolean).map(words)) {
    const servers = answers.get(action) ?? new Map();
    answers.set(action, servers.set(server, (servers.get(server) ?? new Set()).add(end)));
  }
  return answers;
}

const words = (line) => line.split(' ');

/** What is known of an action: one word for all servers, or one for each. */
const knownOf = (known, server) => (typeof known === 'string' ? known : known[server]);

/** What is wrong with the list itself: kinds that there are not. */
export const misspelt = (rooms) =>
  Object.values(rooms)
    .flatMap(Object.entries)
    .flatMap(([action, known]) =>
      SERVERS.filter((server) => !KINDS.test(knownOf(known, server) ?? '')).map(
        (server) => `${action} on ${server}: ${String(knownOf(known, server))}`,
      ),
    );

/**
 * Where the list and what happened differ, a sentence each. Servers that answered nothing did not run.
 */
export function differences(rooms, answers) {
  const all = [...answers.values()];
  const present = SERVERS.filter((server) => all.some((servers) => servers.has(server)));
  return Object.values(rooms)
    .flatMap(Object.entries)
    .flatMap(([action, known]) =>
      present.flatMap((server) => {
        const ends = answers.get(action)?.get(server) ?? new Set();
        return isSo(knownOf(known, server), ends)
          ? []
          : [
              `${action} on ${server}: ${knownOf(known, server)}; got ${[...ends].join(', ') || 'none'}`,
            ];
      }),
    );
}

function isSo(known, ends) {
  if (known === 'works') return ends.has('handle');
  const refusal = KINDS.exec(known)?.groups?.end;
  return refusal === undefined ? ends.size === 0 : ends.has(refusal) && !ends.has('handle');
}

/** The lines of the table: of each room that was asked for something, how many of its actions work. */
export function roomsTable(rooms, answers) {
  const rows = Object.entries(rooms).flatMap(([room, actions]) => {
    const names = Object.keys(actions);
    if (!names.some((name) => answers.has(name))) return [];
    return [[room, ...SERVERS.map((server) => cell(names, server, answers))]];
  });
  return rows.length === 0 ? [] : columns([['room', ...SERVERS], ...rows]);
}

function cell(names, server, answers) {
  const ends = (name) => answers.get(name)?.get(server) ?? new Set();
  const works = names.filter((name) => ends(name).has('handle'));
  const refused = names.filter((name) => ends(name).size > 0 && !ends(name).has('handle'));
  const said = [
    ...(works.length > 0 ? [`${works.length} work`] : []),
    ...(refused.length > 0
      ? [`lacks ${refused.map((name) => name.split('/')[1]).join(', ')}`]
      : []),
  ];
  return said.join(', ') || '-';
}
