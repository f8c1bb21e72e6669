/**
 * A setup as the session's journal would hold it.
 */
import type { RehearsalOptions } from '@xec/client';
import { parseJid, type StanzaKind } from '@xec/stanza';
import {
  Registry,
  SessionFacts,
  allFeatures,
  placeOf,
  type ContactFact,
  type FactChange,
  type QueryFact,
  type RoomFact,
} from '@xec/xec';
import { findAction } from '../run/find-action.js';
import type { Setup } from './setup.js';
import { jidOf, loginOf, streamOf } from './stream.js';

type Pending = Setup['pending'][number];

const registry = new Registry(allFeatures);

/** What the rehearsal's session is to know. */
export function knowledgeOf(setup: Setup): Omit<RehearsalOptions, 'features'> {
  const { login, sm, session } = setup;
  const jid = jidOf(setup.jid, login);
  const self = parseJid(jid);
  const { bare: own, domain } = self;
  const facts = [
    ...setup.roster.map(contactFact),
    ...setup.rooms.map(roomFact),
    ...[own, domain].map((key) => announcedFact(key, setup.features)),
    ...setup.pending.flatMap((request) => queryFacts(request, own)),
  ];
  const known = new SessionFacts(self, facts);
  return {
    jid,
    ...(session !== undefined && { session }),
    ...(login !== undefined && { login: loginOf(login) }),
    ...(sm !== undefined && { stream: streamOf(sm, jid, setup.sent) }),
    pending: setup.pending.map((request) => recordOf(request, known)),
    facts,
    streamFeatures: setup.features,
  };
}

function recordOf(request: Pending, known: SessionFacts) {
  const { id, to, type, action } = request;
  const waits = action === undefined ? waitingFor(request) : named(request, action, known);
  return { kind: kindOf(type), ...waits, id, ...(to !== undefined && { to }) };
}

/** The action that was named, with what its params say of where it went. */
function named({ params, type }: Pending, action: string, known: SessionFacts) {
  const { description, type: Action } = findAction(registry, action);
  const record = { name: description.name, version: description.version, params };
  try {
    const waits = new Action(params as never); // which checks them by its schema
    return { ...record, ...placeOf(waits, registry, known) };
  } catch {
    return { ...record, kind: kindOf(type) }; // the session says what is wrong with the params
  }
}

/** An action that stands for any. */
function waitingFor({ to, type, xmlns, queryid, node }: Pending) {
  const asked = {
    type,
    ...(xmlns !== undefined && { xmlns }),
    ...(queryid !== undefined && { queryid }),
    ...(node !== undefined && { node }),
    ...(to !== undefined && { archive: parseJid(to).bare }),
  };
  return { name: 'Explain/Pending', version: 1, params: asked };
}

const kinds: ReadonlyMap<string, StanzaKind> = new Map([
  ...['message', 'chat', 'groupchat', 'headline', 'normal'].map(
    (type) => [type, 'message'] as const,
  ),
  ...[
    'presence',
    'available',
    'unavailable',
    'subscribe',
    'subscribed',
    'unsubscribe',
    'unsubscribed',
    'probe',
  ].map((type) => [type, 'presence'] as const),
]);

const kindOf = (type: string): StanzaKind => kinds.get(type) ?? 'iq';

function contactFact({
  jid,
  subscription,
  ask,
  name,
  groups,
}: Setup['roster'][number]): FactChange {
  const value: ContactFact = {
    subscription,
    ...((ask === true || ask === 'subscribe') && { ask: true }),
    ...(name !== undefined && { name }),
    ...(groups !== undefined && { groups }),
  };
  return { section: 'contact', key: jid, value };
}

/** Who else is there is said by presence, and not remembered. */
function roomFact({ jid, nick, features }: Setup['rooms'][number]): FactChange {
  const value: RoomFact = { nick, features };
  return { section: 'room', key: jid, value };
}

/** `features` is what the own account and its server announce, in disco as in the stream. */
const announcedFact = (key: string, features: readonly string[]): FactChange => ({
  section: 'announced',
  key,
  value: { features },
});

/** An archive query without addressee asks the own archive (XEP-0313 section 3.3). */
function queryFacts({ queryid, to }: Pending, own: string): FactChange[] {
  if (queryid === undefined) return [];
  const value: QueryFact = { archive: to === undefined ? own : parseJid(to).bare };
  return [{ section: 'query', key: queryid, value }];
}
