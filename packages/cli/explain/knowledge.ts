/**
 * A setup as the session's journal would hold it.
 */
import type { RehearsalOptions } from '@xec/client';
import { parseJid, type StanzaKind } from '@xec/stanza';
import {
  Registry,
  allFeatures,
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
  const { bare: own, domain } = parseJid(jid);
  return {
    jid,
    ...(session !== undefined && { session }),
    ...(login !== undefined && { login: loginOf(login) }),
    ...(sm !== undefined && { stream: streamOf(sm, jid, setup.sent) }),
    pending: setup.pending.map(recordOf),
    facts: [
      ...setup.roster.map(contactFact),
      ...setup.rooms.map(roomFact),
      ...[own, domain].map((key) => announcedFact(key, setup.features)),
      ...setup.pending.flatMap((request) => queryFacts(request, own)),
    ],
    streamFeatures: setup.features,
  };
}

function recordOf(request: Pending) {
  const { id, to, type } = request;
  return { id, kind: kindOf(type), ...waitingFor(request), ...(to !== undefined && { to }) };
}

/** The action that waits: the one that was named, or one that stands for any. */
function waitingFor({ to, type, xmlns, queryid, node, action, params }: Pending) {
  if (action !== undefined) {
    const { description } = findAction(registry, action);
    return { name: description.name, version: description.version, params };
  }
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
