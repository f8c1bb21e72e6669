/**
 * What is in use: one registry for all sessions that use the same features.
 */
import * as v from 'valibot';
import type { ActionClass, AnyAction } from './action/any-action.js';
import { descriptionOf, keepBlank, type ActionDescription } from './action/description.js';
import { toldConditions } from './action/told-conditions.js';
import type { Advertised } from './advertised.js';
import { coreBounds } from './bounds.js';
import { coreFacts, type FactKind } from './fact-kinds.js';
import type { Feature } from './feature.js';
import type { PendingRecord } from './journal/journal.js';
import { jsonSize } from './packet/content-size.js';
import type { CheckedPacket } from './packet/made-packet.js';
import { conditionKey } from './packet/packet.js';
import { nearest } from './packet/nearest.js';
import {
  payloadDescription,
  type PayloadClass,
  type PayloadDescription,
} from './payload/payload.js';
import { measureOf, type Measure } from './schema/exact.js';
import { errorContent, issuesText, type Schema } from './schemas.js';

/** A class of actions in use. */
export interface ActionEntry {
  readonly type: ActionClass;
  readonly description: ActionDescription;
  /** The feature it belongs to. */
  readonly feature: string;
}

/** With whether one of its kind is kept: those that are asked come and go. */
interface KeptEntry extends ActionEntry {
  hasBlank: boolean;
}

/** One element for which a payload is registered. */
export interface Registration {
  readonly type: PayloadClass;
  readonly description: PayloadDescription;
  readonly name: string;
  readonly xmlns: string;
  readonly node: string | undefined;
  readonly feature: string;
}

/** The registrations of one element name. */
export interface Leaf {
  readonly plain: readonly Registration[];
  readonly byNode: ReadonlyMap<string, readonly Registration[]>;
}

/** A packet key in use. */
export interface KeyEntry {
  readonly feature: string;
  readonly schema: Schema;
}

/** With what is made of its schema when its first packet comes. */
interface CheckedKey extends KeyEntry {
  measure: Measure | undefined;
}

interface GrowingLeaf extends Leaf {
  readonly plain: Registration[];
  readonly byNode: Map<string, Registration[]>;
}

/** Those of one name. Most names are of one namespace, which is compared sooner than looked up. */
interface Leaves {
  readonly xmlns: string;
  readonly leaf: GrowingLeaf;
  others: Map<string, GrowingLeaf> | undefined;
}

const emptyLeaf = (): GrowingLeaf => ({ plain: [], byNode: new Map() });

/** Actions, payloads and packet keys of the features in use. It never changes. */
export class Registry {
  readonly features: readonly Feature[];
  readonly actions: ReadonlyMap<string, ActionEntry>;
  readonly keys: ReadonlyMap<string, KeyEntry>;
  /** Sections of facts. */
  readonly facts: ReadonlyMap<string, FactKind>;
  /** Bounds and their defaults. */
  readonly bounds: ReadonlyMap<string, number>;
  readonly registrations: readonly Registration[];
  readonly advertised: Advertised;
  readonly #actions = new Map<string, KeptEntry>();
  readonly #aliases = new Map<string, KeptEntry>();
  readonly #keys = new Map<string, CheckedKey>();
  readonly #facts = new Map<string, FactKind>(Object.entries(coreFacts));
  readonly #bounds = new Map<string, number>(Object.entries(coreBounds));
  readonly #registrations: Registration[] = [];
  readonly #table = new Map<string, Leaves>();

  /**
   * @param identities what this client is (XEP-0030); default: `client/pc`
   * @throws TypeError when two features claim the same action, payload or key: both are named
   */
  constructor(
    features: readonly Feature[],
    identities: Advertised['identities'] = [
      { category: 'client', type: 'pc', name: 'Xec', lang: 'en' },
    ],
  ) {
    this.features = withRequired(features);
    this.actions = this.#actions;
    this.keys = this.#keys;
    this.facts = this.#facts;
    this.bounds = this.#bounds;
    this.registrations = this.#registrations;
    for (const feature of this.features) this.#use(feature);
    const namespaces = this.features.flatMap((feature) => feature.namespaces ?? []);
    const sayings = this.features.flatMap(({ inPresence }) => inPresence ?? []);
    this.advertised = {
      identities,
      features: [...new Set(namespaces)].sort(),
      nodes: () => this.features.flatMap(({ nodes }) => nodes?.(this.advertised) ?? []),
      inPresence: (ctx) => sayings.flatMap((say) => say(ctx)),
    };
  }

  /** The registrations for elements `name` in `xmlns`; compared by name, never by hash. */
  lookup(name: string, xmlns: string): Leaf | undefined {
    const named = this.#table.get(name);
    if (named === undefined) return undefined;
    return named.xmlns === xmlns ? named.leaf : named.others?.get(xmlns);
  }

  /**
   * Makes the action of a stored record anew.
   *
   * @throws TypeError when its class is not in use, its version is newer, or its params do not fit
   */
  rehydrate(record: PendingRecord): AnyAction {
    const entry = this.#named(record.name);
    if (entry === undefined) throw new TypeError(`no feature in use has the action ${record.name}`);
    const { version, migrate } = entry.description;
    let params: unknown = record.params;
    if (record.version !== version) {
      if (record.version > version || migrate === undefined) {
        throw new TypeError(
          `${record.name}: expected version ${String(version)}, got ${String(record.version)}`,
        );
      }
      params = migrate(params, record.version);
    }
    if (!entry.hasBlank) {
      entry.hasBlank = true;
      keepBlank(entry.type);
    }
    return new entry.type(params as never); // the constructor checks params by their schema
  }

  /** What is known of the action of a stored record. */
  describe({ name }: PendingRecord): ActionDescription | undefined {
    return this.actionNamed(name)?.description;
  }

  /** The action of that name, or of which it is an older one. */
  actionNamed(name: string): ActionEntry | undefined {
    return this.#named(name);
  }

  #named(name: string): KeptEntry | undefined {
    return this.#actions.get(name) ?? this.#aliases.get(name);
  }

  /** The entry of an action that a caller wants to send. */
  entryOf(action: AnyAction): ActionEntry {
    const name = descriptionOf(action.constructor).name;
    const entry = this.#actions.get(name);
    if (entry === undefined) throw new TypeError(`no feature in use has the action ${name}`);
    if (entry.type !== action.constructor) {
      throw new TypeError(`the feature "${entry.feature}" has another class for ${name}`);
    }
    return entry;
  }

  /**
   * A packet with its content as its schema has it: unknown fields are gone, errors are plain data. Where
   * it is that already, it is given back itself.
   *
   * @throws TypeError for an unknown key or a content that does not fit
   */
  checked(key: string, content: unknown): CheckedPacket {
    const entry = this.#keys.get(key);
    if (entry === undefined) {
      const guess = nearest(key, this.#keys.keys());
      const hint = guess === undefined ? '' : `: did you mean "${guess}"?`;
      throw new TypeError(`no feature in use declares the packet "${key}"${hint}`);
    }
    entry.measure ??= measureOf(entry.schema);
    const contentSize = entry.measure(content);
    if (contentSize >= 0) return { key, content, contentSize };
    const read = v.safeParse(entry.schema, content);
    if (!read.success) throw new TypeError(`content of "${key}": ${issuesText(read.issues)}`);
    return { key, content: read.output, contentSize: jsonSize(read.output) };
  }

  #use(feature: Feature): void {
    for (const type of feature.actions ?? []) this.#useAction(type, feature.name);
    for (const [key, schema] of Object.entries(feature.packets ?? {})) {
      this.#useKey(key, { feature: feature.name, schema });
    }
    for (const [section, kind] of Object.entries(feature.facts ?? {})) {
      claim(this.#facts, 'section of facts', section, kind);
    }
    for (const [name, most] of Object.entries(feature.bounds ?? {})) {
      claim(this.#bounds, 'bound', name, most);
    }
    for (const type of feature.payloads ?? []) this.#usePayload(type, feature.name);
    for (const type of feature.actions ?? []) this.#useErrorKeys(type, feature.name);
  }

  #useAction(type: ActionClass, feature: string): void {
    const description = descriptionOf(type);
    const entry = { type, description, feature, hasBlank: false };
    for (const name of [description.name, ...description.aliases]) {
      const other = this.actionNamed(name);
      if (other !== undefined) throw claimedTwice('action', name, other.feature, feature);
    }
    this.#actions.set(description.name, entry);
    for (const alias of description.aliases) this.#aliases.set(alias, entry);
  }

  #useKey(key: string, entry: KeyEntry): void {
    const other = this.#keys.get(key);
    if (other !== undefined && other.schema !== entry.schema) {
      throw claimedTwice('packet', key, other.feature, entry.feature);
    }
    if (other === undefined) this.#keys.set(key, { ...entry, measure: undefined });
  }

  #useErrorKeys(type: ActionClass, feature: string): void {
    const { prefix } = descriptionOf(type);
    for (const condition of toldConditions(type)) {
      const key = `${prefix}_error${conditionKey(condition)}`;
      if (!this.#keys.has(key)) this.#useKey(key, { feature, schema: errorContent });
    }
  }

  #usePayload(type: PayloadClass, feature: string): void {
    const description = payloadDescription(type);
    const other = this.#registrations.find((registration) => registration.type === type);
    if (other !== undefined)
      throw claimedTwice('payload', description.name, other.feature, feature);
    const { xmlns, node } = description;
    for (const name of description.elements) {
      const registration = { type, description, name, xmlns, node, feature };
      this.#registrations.push(registration);
      const leaf = this.#leaf(name, xmlns);
      if (node === undefined) leaf.plain.push(registration);
      else leaf.byNode.set(node, [...(leaf.byNode.get(node) ?? []), registration]);
    }
  }

  #leaf(name: string, xmlns: string): GrowingLeaf {
    const named = this.#table.get(name);
    if (named === undefined) {
      const leaf = emptyLeaf();
      this.#table.set(name, { xmlns, leaf, others: undefined });
      return leaf;
    }
    if (named.xmlns === xmlns) return named.leaf;
    named.others ??= new Map();
    const leaf = named.others.get(xmlns) ?? emptyLeaf();
    named.others.set(xmlns, leaf);
    return leaf;
  }
}

/** The features and all they require, each once, required ones first. */
function withRequired(features: readonly Feature[]): Feature[] {
  const found = new Set<Feature>();
  const names = new Map<string, Feature>();
  const add = (feature: Feature): void => {
    if (found.has(feature)) return;
    feature.requires?.forEach(add);
    const other = names.get(feature.name);
    if (other !== undefined && other !== feature) {
      throw new TypeError(`two different features are named "${feature.name}"`);
    }
    names.set(feature.name, feature);
    found.add(feature);
  };
  features.forEach(add);
  return [...found];
}

/** Two features may share what is the very same. */
function claim<T>(all: Map<string, T>, what: string, name: string, one: T): void {
  if ((all.get(name) ?? one) !== one) throw new TypeError(`${what} "${name}" is in two features`);
  all.set(name, one);
}

const claimedTwice = (what: string, name: string, one: string, two: string): TypeError =>
  new TypeError(
    one === two
      ? `${what} "${name}" is twice in feature "${one}"`
      : `${what} "${name}" is in features "${one}" and "${two}"`,
  );
