/**
 * What a session knows before a stanza comes in, as people and programs write it down.
 */
import { bareJid, fullJid, issuesText, jid } from '@xec/xec';
import * as v from 'valibot';
import { list, maybe } from './maybe.js';
import { bindingSetup, loginSetup, smSetup, tokenSetup } from './stream-setup.js';

/** A nickname, by itself or as a member of what is known of an occupant. */
const nick = v.pipe(
  v.union([v.string(), v.object({ nick: v.string() })]),
  v.transform((occupant) => (typeof occupant === 'string' ? occupant : occupant.nick)),
);

const pending = v.object({
  id: v.string(),
  /** Whom it went to; absent: the own account. */
  to: maybe(jid),
  /** `get` or `set`; a type of message or presence, or just `message` or `presence`. */
  type: v.nullish(v.string(), 'get'),
  xmlns: maybe(v.string()),
  /** Of an archive query (XEP-0313). */
  queryid: maybe(v.string()),
  node: maybe(v.string()),
  /** The action that waits, with its params: its packets are shown then. */
  action: maybe(v.string()),
  params: maybe(v.unknown()),
});

const contact = v.object({
  jid: bareJid,
  subscription: v.nullish(v.picklist(['none', 'to', 'from', 'both']), 'none'),
  ask: maybe(v.union([v.literal('subscribe'), v.boolean()])),
  name: maybe(v.string()),
  groups: maybe(v.array(v.string())),
});

const room = v.object({
  jid: bareJid,
  /** Our own nickname. */
  nick: v.string(),
  features: list(v.string()),
  occupants: list(nick),
  moderators: list(nick),
});

const setup = v.object({
  /** Our own full JID. */
  jid: fullJid,
  pending: list(pending),
  roster: list(contact),
  rooms: list(room),
  /** Namespaces that the server announces as stream features. */
  features: list(v.string()),
  /** The name of the session; absent: our bare JID. */
  session: maybe(v.string()),
  /** Present: the session is in its login. */
  login: maybe(loginSetup),
  /** Present: the stream is one with acknowledgements. */
  sm: maybe(smSetup),
  /** Received before, in order. */
  prior: list(v.string()),
  /** Sent by us before all that. */
  sent: list(v.string()),
});

export type Setup = v.InferOutput<typeof setup>;

/** The members that a setup may have, and those of its members that are objects. */
export const setupMembers: ReadonlyMap<string, readonly string[]> = new Map([
  ['setup', Object.keys(setup.entries)],
  ['login', Object.keys(loginSetup.entries)],
  ['login.token', Object.keys(tokenSetup.entries)],
  ['login.channelBinding', Object.keys(bindingSetup.entries)],
  ['sm', Object.keys(smSetup.entries)],
]);

/** @throws TypeError that says which member is wrong, and how */
export function readSetup(value: unknown): Setup {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
    throw new TypeError(`setup: expected an object, got ${got}`);
  }
  const read = v.safeParse(setup, value);
  if (!read.success) throw new TypeError(`setup: ${issuesText(read.issues)}`);
  return read.output;
}
