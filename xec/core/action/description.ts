/**
 * What `@action` wrote down about a class, kept as metadata.
 */
import { keepShapeOf, type QualifiedName } from '@xec/stanza';
import * as v from 'valibot';
import { describe, described } from '../described.js';
import type { OutcomeCondition } from '../errors.js';
import { keyPrefix } from '../packet/packet.js';
import { issuesText } from '../schema/issues.js';
import type { Schema } from '../schema/schema.js';

/** An action class as the registry knows it. */
export interface ActionDescription {
  readonly name: string;
  readonly prefix: string;
  /** What it is called where something is reported. */
  readonly what: string;
  /** Whether its constructor takes anything but what all take. */
  readonly takesServices: boolean;
  readonly params: Schema | undefined;
  readonly version: number;
  readonly migrate: ((params: unknown, version: number) => unknown) | undefined;
  readonly aliases: readonly string[];
  readonly idempotent: boolean;
  readonly isSecret: (params: unknown) => boolean;
  /** Whether it is ever secret, with whatever params. */
  readonly mayBeSecret: boolean;
  /** Whether it ends by a stanza that `answeredBy` knows, and not when its own has arrived. */
  readonly awaitsAnswer: boolean;
  readonly conditions: readonly (QualifiedName & { readonly method: string })[];
  /** Conditions with a method that tells nothing under their own key. */
  readonly untold: readonly OutcomeCondition[];
  readonly timeoutMs: number | undefined;
}

const KEY = Symbol.for('xec:action');

/** `'item-not-found'` → `'errorItemNotFound'`. */
export const errorMethod = (condition: string): string =>
  `error${condition
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;

export function describeAction(
  target: object,
  options: {
    name: string;
    params?: Schema | undefined;
    version?: number;
    migrate?: (params: unknown, version: number) => unknown;
    aliases?: readonly string[];
    idempotent?: boolean;
    isSecret?: boolean | ((params: unknown) => boolean);
    conditions?: readonly QualifiedName[];
    untold?: readonly OutcomeCondition[];
    timeoutMs?: number;
  },
): void {
  if (!/^\w+\/\w+$/.test(options.name)) {
    throw new TypeError(`expected an action's name as "Group/Class", got "${options.name}"`);
  }
  const { isSecret = false } = options;
  const description: ActionDescription = {
    name: options.name,
    prefix: keyPrefix(options.name),
    what: `action ${options.name}`,
    takesServices: (target as { readonly length: number }).length > 0, // a class has one
    params: options.params,
    version: options.version ?? 1,
    migrate: options.migrate,
    aliases: options.aliases ?? [],
    idempotent: options.idempotent ?? false,
    isSecret: typeof isSecret === 'function' ? isSecret : () => isSecret,
    mayBeSecret: isSecret !== false,
    awaitsAnswer: 'answeredBy' in (target as { prototype: object }).prototype, // a class has one
    conditions: (options.conditions ?? []).map((condition) => ({
      ...condition,
      method: errorMethod(condition.name),
    })),
    untold: options.untold ?? [],
    timeoutMs: options.timeoutMs,
  };
  describe(target, KEY, description);
}

/** @throws TypeError for a class without `@action`: a subclass does not have its parent's. */
export function descriptionOf(target: object): ActionDescription {
  const description = described(target, KEY) as ActionDescription | undefined;
  if (description === undefined) {
    const name = typeof target === 'function' ? target.name : typeof target;
    throw new TypeError(`expected a class with @action, got ${name}`);
  }
  return description;
}

/** In the place of params: for an instance that stands for its kind, and is never asked. */
const BLANK = Symbol('blank');

/**
 * Keeps an instance of an action without params: see `keepShape`. One that looks into them when it is made
 * has none.
 */
export function keepBlank(type: new (params: never) => object): void {
  try {
    keepShapeOf(type, BLANK);
  } catch {
    // It is only slower without.
  }
}

/** Reads `params` by the schema of `target`. */
export function parseParams(target: object, params: unknown): unknown {
  if (params === BLANK) return undefined;
  const { name, params: schema } = descriptionOf(target);
  if (schema === undefined) {
    if (params !== undefined) throw new TypeError(`${name} takes no params`);
    return undefined;
  }
  const read = v.safeParse(schema, params);
  if (!read.success) throw new TypeError(`params of ${name}: ${issuesText(read.issues)}`);
  return read.output;
}
