/**
 * Params that an action takes, made from its schema: for tests that are about every action.
 */
import * as v from 'valibot';
import type { ActionEntry, Schema } from '@xec/xec';
import type { Random } from '../random/random.js';

/** Texts of which one fits, whatever a text is to be. */
const TEXTS = [
  'balcony',
  'romeo@montague.example',
  'orchard@places.example',
  'juliet@capulet.example',
  'capulet.example',
  'romeo@montague.example/orchard',
  'orchard@places.example/romeo',
  '2026-11-21T12:00:00Z',
  'Z29vZCBuaWdodA==',
  '<p>good night</p>',
  'https://capulet.example/upload/1.png',
  '11111111-1111-4111-8111-111111111111',
  'sha1+8f35fef110ffc5df08d579a50083ff9308fb6242@bob.xmpp.org',
  '<kept xmlns="https://capulet.example/kept"/>',
  'image/png',
  'enclosure',
  '#ff8800',
  '0',
];
const NUMBERS = [1, 0, 2, 60, 0.5];

/** How often a schema with checks of its own is tried. */
const TRIES = 300;
const MAX_ITEMS = 2;

/**
 * Params for an action, other ones for other chances.
 *
 * @throws TypeError where none are found that fit
 */
export function sampleParams({ description }: ActionEntry, random: Random): unknown {
  const { name, params } = description;
  return params === undefined ? undefined : sampleOf(params, name, random);
}

/**
 * What fits a schema.
 *
 * @param name what it is the schema of, for the error
 * @throws TypeError where nothing is found that fits
 */
export function sampleOf(schema: Schema, name: string, random: Random): unknown {
  for (let tries = 0; tries < TRIES; tries += 1) {
    // What is left out cannot be wrong: less and less is given.
    const sample = new Sampler(random, 1 - tries / TRIES).of(schema);
    if (v.is(schema, sample)) return sample;
  }
  throw new TypeError(`nothing was found that fits ${name}`);
}

/** What is read of a schema, whatever its type is. */
interface Parts {
  readonly type: string;
  readonly pipe?: readonly unknown[];
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly items?: readonly Schema[];
  readonly wrapped?: Schema;
  readonly value?: Schema;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
}

class Sampler {
  readonly #random: Random;
  readonly #richness: number;

  /** @param richness how likely it is that what may be left out is there */
  constructor(random: Random, richness: number) {
    this.#random = random;
    this.#richness = richness;
  }

  of(schema: Schema): unknown {
    // Valibot's schemas are plain objects that say what they are made of.
    const parts = schema as unknown as Parts;
    switch (parts.type) {
      case 'object':
      case 'strict_object':
        return this.#object(parts.entries ?? {});
      case 'array':
        return this.#array(parts.item);
      case 'record':
        return { [this.#random.pick(TEXTS)]: parts.value && this.of(parts.value) };
      case 'string':
        return this.#fitting(schema, TEXTS);
      case 'number':
        return this.#fitting(schema, NUMBERS);
      case 'boolean':
        return this.#random.chance(0.5);
      case 'literal':
        return parts.literal;
      case 'picklist':
        return this.#random.pick(parts.options ?? []);
      case 'union':
      case 'variant':
        return this.of(this.#random.pick(parts.options ?? []) as Schema); // those two hold schemas
      default:
        return parts.wrapped && this.of(parts.wrapped);
    }
  }

  #object(entries: Readonly<Record<string, Schema>>): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(entries)) {
      const isOptional = schema.type === 'exact_optional' || schema.type === 'optional';
      if (!isOptional || this.#random.chance(this.#richness)) made[name] = this.of(schema);
    }
    return made;
  }

  #array(item: Schema | undefined): unknown[] {
    if (item === undefined) return [];
    return Array.from({ length: this.#random.between(1, MAX_ITEMS) }, () => this.of(item));
  }

  #fitting(schema: Schema, candidates: readonly unknown[]): unknown {
    let known = fitting.get(schema);
    if (known === undefined) {
      known = candidates.filter((each) => v.is(schema, each));
      fitting.set(schema, known);
    }
    return known.length === 0 ? candidates[0] : this.#random.pick(known);
  }
}

/** Which candidates fit a schema of one value: it has no fields that they depend on. */
const fitting = new WeakMap<Schema, readonly unknown[]>();
