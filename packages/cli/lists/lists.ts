/**
 * `xec keys`, `xec actions`, `xec payloads`: what is registered.
 */
import { createClient, sessionElements, sessionFeature, type SessionElement } from '@xec/client';
import {
  allFeatures,
  outcomeConditions,
  conditionKey,
  payloadHash,
  placeName,
  type ActionEntry,
  type Registration,
  type Registry,
} from '@xec/xec';
import type { Io } from '../io.js';
import { shapeOf } from '../schema/shape.js';
import { jsonSchema } from '../schema/to-json-schema.js';
import { shapeText } from '../schema/to-text.js';
import { namespacesOf } from './namespaces.js';
import { writeJson, writeTable } from './table.js';

export interface ListOptions {
  readonly json?: boolean;
}

/** What a client with every feature has in use; the session's own packets too. */
export const fullRegistry = (): Registry =>
  createClient({ jid: 'xec@xec.invalid', service: 'wss://xec.invalid/', features: allFeatures })
    .registry;

/** Every packet key: who has it, and what it holds. */
export function listKeys({ json }: ListOptions, io: Io): void {
  const keys = [...fullRegistry().keys].sort(([a], [b]) => (a < b ? -1 : 1));
  if (json === true) {
    const entries = keys.map(([key, { feature, schema }]) => ({
      key,
      feature,
      content: jsonSchema(shapeOf(schema)),
    }));
    writeJson(entries, io);
    return;
  }
  const rows = keys.map(([key, { feature, schema }]) => [key, feature, shapeText(shapeOf(schema))]);
  writeTable(['KEY', 'FEATURE', 'CONTENT'], rows, io);
}

/** Every action: group and class, what it sends, which packets it ends in. */
export function listActions({ json }: ListOptions, io: Io): void {
  const registry = fullRegistry();
  const actions = [...registry.actions.values()].sort((a, b) =>
    a.description.name < b.description.name ? -1 : 1,
  );
  if (json === true) {
    writeJson(
      actions.map((entry) => actionEntry(registry, entry)),
      io,
    );
    return;
  }
  const rows = actions.map((entry) => {
    const { group, class: name, feature, namespaces } = actionEntry(registry, entry);
    const { params } = entry.description;
    return [
      group,
      name,
      feature,
      namespaces.join(' '),
      ownKeys(registry, entry).join(' '),
      params === undefined ? '' : shapeText(shapeOf(params)),
    ];
  });
  writeTable(['GROUP', 'CLASS', 'FEATURE', 'NAMESPACES', 'KEYS', 'PARAMS'], rows, io);
  io.out(
    'An action can also end in <group>_<class>_error<condition>; one with the key <group>_<class>_error ' +
      'tells there of what has no key of its own. "xec keys" has them all.\n',
  );
}

function actionEntry(registry: Registry, entry: ActionEntry) {
  const { name, params } = entry.description;
  const [group = '', className = ''] = name.split('/');
  return {
    group,
    class: className,
    feature: entry.feature,
    aliases: entry.description.aliases,
    namespaces: namespacesOf(entry, registry),
    keys: keysOf(registry, entry),
    params: params === undefined ? null : jsonSchema(shapeOf(params)),
  };
}

const keysOf = (registry: Registry, { description }: ActionEntry): string[] =>
  [...registry.keys.keys()].filter((key) => key.startsWith(`${description.prefix}_`));

/** The keys that the room declared; those that the engine makes for each error are left out. */
function ownKeys(registry: Registry, entry: ActionEntry): string[] {
  const made = new Set(
    outcomeConditions.map(
      (condition) => `${entry.description.prefix}_error${conditionKey(condition)}`,
    ),
  );
  const declared = new Set(registry.features.flatMap(({ packets }) => Object.keys(packets ?? {})));
  return keysOf(registry, entry).filter((key) => declared.has(key) || !made.has(key));
}

/**
 * Every element that is understood: those that a payload is registered for, and those that sessions read
 * themselves, in one state of the stream each.
 */
export function listPayloads({ json }: ListOptions, io: Io): void {
  const entries = [
    ...fullRegistry().registrations.map(payloadEntry),
    ...sessionElements.map(sessionEntry),
  ];
  if (json === true) {
    writeJson(entries, io);
    return;
  }
  const rows = entries.map((entry) => [
    entry.class,
    entry.name,
    entry.xmlns,
    entry.node ?? '-',
    entry.hash,
    entry.from.join(' '),
    entry.under,
    entry.types?.join(' ') ?? '-',
    entry.reader,
    entry.place ?? '-',
  ]);
  const titles = ['CLASS', 'NAME', 'XMLNS', 'NODE', 'HASH', 'FROM', 'UNDER', 'TYPES'];
  writeTable([...titles, 'READER', 'PLACE'], rows, io);
}

/** Who reads an element, and in which state of the stream: payloads hear while the session is online. */
interface ReadBy {
  readonly reader: 'payload' | 'session';
  readonly place: string | null;
}

const byPayload: ReadBy = { reader: 'payload', place: null };

const payloadEntry = ({ description, name, xmlns, node, feature }: Registration) => ({
  class: description.name,
  feature,
  name,
  xmlns,
  node: node ?? null,
  hash: payloadHash(name, xmlns, node),
  from: description.senders,
  under: placeName(description.under),
  types: description.types ?? null,
  ...byPayload,
});

const sessionEntry = (element: SessionElement): ReturnType<typeof payloadEntry> => ({
  class: element.class,
  feature: sessionFeature.name,
  name: element.name,
  xmlns: element.xmlns,
  node: null,
  hash: payloadHash(element.name, element.xmlns),
  from: ['server'],
  under: element.under,
  types: null,
  reader: 'session',
  place: element.place,
});
