/**
 * Where it is written what an action or a payload does: the sections that the comments of the code name.
 * Nothing is looked up in the specifications themselves, and nothing is guessed.
 */
import { readFileSync, readdirSync } from 'node:fs';
import type { Feature } from '@xec/xec';
import { commentsIn, headIn } from './comments.js';

const house = new URL('../../../', import.meta.url);

/** What a room's sources say. */
export interface RoomSources {
  readonly comments: ReadonlyMap<string, string>;
  readonly texts: readonly string[];
}

/**
 * The specifications of the class that is exported as `name`, with their sections: those of its own comment;
 * where that has no section, those of the builders and readers it is made of; else what the comment of its
 * room names.
 */
export function specifiedBy(name: string, room: RoomSources, feature: Feature): string {
  const xep = feature.xeps?.length === 1 ? feature.xeps[0]?.xep : undefined;
  const only = xep === undefined ? undefined : `XEP-${xep}`;
  const about = namedIn(room.comments.get(roomName(room, feature)) ?? '', only);
  const [usual = only] = about.keys();
  const own = namedIn(room.comments.get(name) ?? '', usual);
  if (hasSection(own)) return text(own);
  const parts = partsOf(name, room);
  const named = own.size > 0 ? own : about;
  return text(hasSection(parts) ? joined(namesOnly(named), parts) : named);
}

/** Sections by specification. */
type Named = Map<string, Set<string>>;

const NAMES =
  /(XEP-\d{4}|RFC \d{4})|\bsections? (\d+(?:\.\d+)*(?:(?:, | and | to )\d+(?:\.\d+)*)*)/g;

/** What a comment names; a section without specification belongs to the one before it, else to `usual`. */
function namedIn(comment: string, usual: string | undefined): Named {
  const named: Named = new Map();
  let current = usual;
  for (const [, specification, sections] of comment.matchAll(NAMES)) {
    if (specification !== undefined) current = specification;
    if (current === undefined) continue;
    const all = named.get(current) ?? new Set();
    for (const section of sections?.split(/, | and /) ?? []) all.add(section);
    named.set(current, all);
  }
  return named;
}

const hasSection = (named: Named): boolean => [...named.values()].some((all) => all.size > 0);

function joined(one: Named, two: Named): Named {
  const all: Named = new Map([...one].map(([name, sections]) => [name, new Set(sections)]));
  for (const [name, sections] of two) {
    all.set(name, new Set([...(all.get(name) ?? []), ...sections]));
  }
  return all;
}

/** Of a room the sections are about the whole of it, and not about each of its classes. */
const namesOnly = (named: Named): Named =>
  new Map([...named.keys()].map((name) => [name, new Set()]));

const text = (named: Named): string =>
  [...named]
    .map(([name, sections]) =>
      sections.size === 0
        ? name
        : `${name} section${isMany(sections) ? 's' : ''} ${[...sections].join(', ')}`,
    )
    .join('; ');

const isMany = (sections: ReadonlySet<string>): boolean =>
  sections.size > 1 || [...sections].some((each) => each.includes(' to '));

const roomName = ({ texts }: RoomSources, { name }: Feature): string =>
  texts
    .map((each) => new RegExp(`export const (\\w+) = feature\\(\\{\\s*name: '${name}'`).exec(each))
    .find((found) => found !== null)?.[1] ?? '';

/** What builders and readers of stanza/ say of themselves, by name; a section is of their file's specification. */
const stanzaParts: ReadonlyMap<string, Named> = new Map(
  readdirSync(new URL('stanza/', house), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(?!dist|node_modules)[^.]+\.ts$/.test(file))
    .map((file) => readFileSync(new URL(`stanza/${file}`, house), 'utf8'))
    .flatMap((source) => {
      const [specification] = namedIn(headIn(source), undefined).keys();
      return commentsIn(source).map(([name, comment]): [string, Named] => [
        name,
        namedIn(comment, specification),
      ]);
    }),
);

/** The classes that `pepNode` makes say in its interface what they do. */
const pepParts: ReadonlyMap<string, Named> = new Map(
  [
    ...readFileSync(new URL('xec/pubsub/pep-node.ts', house), 'utf8').matchAll(
      /\/\*\*([^\n]*)\*\/\n {2}readonly (Publish|Retract|Get|Event|eventAt): /g,
    ),
  ].map(([, comment = '', name = '']) => [name, namedIn(comment, undefined)]),
);

/** What the class is made of: a piece of `pepNode`, or what its file takes from stanza/. */
function partsOf(name: string, { texts }: RoomSources): Named {
  for (const source of texts) {
    const piece = pieceIn(source, name);
    if (piece !== undefined) return pepParts.get(piece) ?? new Map();
    if (!new RegExp(`export class ${name} `).test(source)) continue;
    const taken = /import \{([^}]*)\} from '@xec\/stanza'/.exec(source)?.[1]?.match(/\w+/g) ?? [];
    return taken
      .map((each) => stanzaParts.get(each))
      .filter((named) => named !== undefined && hasSection(named))
      .reduce<Named>((all, named) => joined(all, named ?? new Map()), new Map());
  }
  return new Map();
}

/** Which piece of `pepNode` the class is, made by itself or with the others. */
function pieceIn(source: string, name: string): string | undefined {
  const made = new RegExp(`export const ${name} = (?:\\w+\\.)?(\\w+)[;(]`).exec(source)?.[1];
  return made === 'pepEvent' ? 'Event' : made;
}
