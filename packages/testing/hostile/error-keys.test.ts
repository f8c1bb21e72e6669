/**
 * Every action of the registry, and every way in which it can end without its result: it tells so under a key that
 * is listed, and each key of an error that is listed is told somehow.
 */
import { expect, it, jest } from '@jest/globals';
import {
  MalformedStanza,
  NS_PUBSUB_ERRORS,
  stanzaError,
  stanzaErrorConditions,
  xml,
  type Element,
  type StanzaErrorCondition,
} from '@xec/stanza';
import {
  CancelledError,
  ConnectionLostError,
  TimeoutError,
  type ActionError,
  type AnyAction,
  type Schema,
} from '@xec/xec';
import * as v from 'valibot';
import { Random } from '../random/index.js';
import { sampleParams } from '../samples/index.js';
import { needingMore, requestsOf, wait, type Request } from './requests.js';
import { CONTACT, SELF } from './senders.js';
import { openWorld, restore } from './world.js';

/** How often an action is refused, with other params each time: some tell by them who asked, and why. */
const TRIES = 8;
/** The node is set up in another way than a publication asks for. */
const UNMET = { name: 'precondition-not-met', xmlns: NS_PUBSUB_ERRORS };
/** How many steps an action takes at most. */
const STEPS = 12;

const room = openWorld();
const conditions = Object.keys(stanzaErrorConditions) as StanzaErrorCondition[]; // keys of that very table

/** Those that this world does not let out wait here as if it had. */
const requests = requestsOf(room, {
  ...needingMore,
  'Confirm/Accept': 'message',
  'Confirm/Refuse': 'message',
});

const errorStanza = ({ kind }: Request, error: Element): Element =>
  xml(kind, { xmlns: 'jabber:client', type: 'error', from: CONTACT, to: SELF, id: 'a' }, error);

/** Refuses the request, and what it goes on with. */
function refuse(request: Request, error: () => Element): void {
  restore(room);
  wait(room, request, CONTACT);
  room.receive(errorStanza(request, error()));
  for (let step = 0; step < STEPS && room.engine.pending.size > 0; step += 1) room.refuse(error());
}

/** Ends the request here, as the engine does it itself. */
function end(request: Request, error: (name: string) => ActionError): void {
  restore(room);
  wait(room, request, CONTACT);
  room.engine.end('a', ({ name }) => ({ error: error(name) }));
  room.runtime.flush();
}

const listed = room.registry.keys;

const errorKeys = ({ entry }: Request): string[] =>
  [...listed.keys()].filter(
    (key) => key.startsWith(`${entry.description.prefix}_`) && isOfError(key),
  );
const isOfError = (key: string): boolean => /_error[a-z]*$/.test(key);

/** The keys of the request's own packets; that it was the last of several is told beside them. */
const told = ({ entry }: Request): string[] =>
  room.keys.filter(
    (key) => key.startsWith(`${entry.description.prefix}_`) && !key.endsWith('_last'),
  );

/** Requests of the same action with other params, and some without all that may be left out. */
function variants(request: Request): readonly Request[] {
  const random = new Random(7);
  const { params: schema } = request.entry.description;
  if (schema === undefined) return [request];
  return Array.from({ length: TRIES }, (_, index): Request => {
    const params = sampleParams(request.entry, random);
    return { ...request, params: index % 2 === 0 ? params : least(schema, params) };
  });
}

/** The params without those that may be left out. */
function least(schema: Schema, params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params;
  let left = { ...params };
  for (const name of Object.keys(params)) {
    const fewer = Object.fromEntries(Object.entries(left).filter(([other]) => other !== name));
    if (v.is(schema, fewer)) left = fewer;
  }
  return left;
}

/** As the engine ends a request whose params were secret, and are gone with the process that asked. */
function forget(request: Request): void {
  restore(room);
  wait(room, { ...request, params: null }, CONTACT, { isSecret: true });
  room.engine.end('a', ({ name }) => ({ error: new ConnectionLostError(name, 'unknown') }));
  room.runtime.flush();
}

/** The request is answered, and the method that reads the answer throws. */
function fail(request: Request, fault: Error): void {
  restore(room);
  const { prototype } = request.entry.type as { prototype: AnyAction }; // a class has one
  const handle = jest.spyOn(prototype, 'handle').mockImplementation(() => {
    throw fault;
  });
  wait(room, request, CONTACT);
  room.engine.end('a', () => ({ sent: xml(request.kind, { xmlns: 'jabber:client', id: 'a' }) }));
  room.runtime.flush();
  handle.mockRestore();
}

it.each(requests.map((each) => [each.entry.description.name, each] as const))(
  '%s tells of each error under a key that is listed, and has no other one',
  (_name, request) => {
    const { conditions: own, prefix, mayBeSecret } = request.entry.description;
    const wrong = new Set<string>();
    const found = new Set<string>();
    const note = (how: string, expected?: string): void => {
      const keys = told(request);
      for (const key of keys) found.add(key);
      if (keys.length !== 1) wrong.add(`${how}: expected one packet, got ${keys.join(', ')}`);
      for (const key of keys) if (!listed.has(key)) wrong.add(`${how}: ${key} is not listed`);
      if (expected !== undefined) {
        if (keys[0] !== expected) wrong.add(`${how}: ${String(keys[0])} is not ${expected}`);
      } else if (room.faults.length > 0) wrong.add(`${how}: ${String(room.faults[0]?.fault)}`);
    };
    for (const variant of variants(request)) {
      for (const condition of conditions) {
        refuse(variant, () => stanzaError(condition));
        note(condition);
      }
      for (const application of own) {
        refuse(variant, () => stanzaError('not-allowed', { application: [application] }));
        note(application.name);
      }
      // Publications tell of it under a key of its own (XEP-0060 section 7.1.5).
      refuse(variant, () => stanzaError('conflict', { application: [UNMET] }));
      note(UNMET.name);
      end(variant, (name) => new TimeoutError(name));
      note('timeout');
      end(variant, (name) => new CancelledError(name));
      note('cancelled');
      end(variant, (name) => new ConnectionLostError(name, 'unknown'));
      note('connection-lost');
    }
    // These the engine tells of itself, whatever the action is; which answers an action finds
    // malformed, its room's suite shows.
    fail(request, new MalformedStanza('planted'));
    note('malformed-reply', `${prefix}_errormalformedreply`);
    fail(request, new Error('planted'));
    note('handler-failed', `${prefix}_errorhandlerfailed`);
    if (mayBeSecret) {
      forget(request);
      note('forgotten', `${prefix}_errorconnectionlost`);
    }
    expect([...wrong]).toEqual([]);
    expect(errorKeys(request).filter((key) => !found.has(key))).toEqual([]);
  },
);

it('are all asked', () => {
  expect(requests).toHaveLength(room.registry.actions.size);
});
