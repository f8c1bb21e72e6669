/**
 * Objects that stay, so that what was compiled for their kind stays too.
 *
 * V8 knows objects by their hidden classes, and compiled code holds those weakly: where a garbage collection
 * finds no object of a class, the class goes, and with it all compiled code that dealt with it. Most of what
 * a stanza needs lives as long as the stanza. A client that is quiet when memory is cleaned would compile
 * its way through the next stanzas again, each time.
 */
import type { Element } from 'ltx';

const kept: object[] = [];

/** Keeps `specimen`, which holds nothing, for ever: one object for each kind of those that come and go. */
export function keepShape(specimen: object): void {
  kept.push(specimen);
}

/**
 * Keeps an object that a class makes of nothing: its constructor only stores what it is given.
 *
 * @param args what it looks into all the same
 */
export function keepShapeOf(type: new (...args: never[]) => object, ...args: unknown[]): void {
  keepShape(Reflect.construct(type, args) as object);
}

/** How many kinds of one sort are kept. */
const MAX_KINDS = 256;
/** Of so many objects one is looked at, at first and at most; odd: what is sent and received take turns. */
const ONE_OF = 31;
const AT_LEAST_ONE_OF = 1023;

/**
 * Kinds that are made while the program runs, of fields that are set one by one: one object for each set of
 * names in its order, found by looking at an object now and then. Where nothing new is found, less is looked at.
 */
class Kinds {
  readonly #kept = new Map<string, object>();
  #interval = ONE_OF;
  #seen = 0;
  #hasNew = false;

  /** Whether it is time to look at one. */
  get isDue(): boolean {
    this.#seen += 1;
    return this.#seen >= this.#interval;
  }

  /** Keeps `specimen`, which has no field yet, with the fields of `like`, and without their values. */
  keep(specimen: Record<string, unknown>, like: object): void {
    const names = Object.keys(like);
    const kind = names.join(' ');
    if (this.#kept.size >= MAX_KINDS || this.#kept.has(kind)) return;
    for (const name of names) specimen[name] = blank((like as Record<string, unknown>)[name]);
    this.#kept.set(kind, specimen);
    this.#hasNew = true;
  }

  /** It was looked. */
  rest(): void {
    this.#interval = this.#hasNew ? ONE_OF : Math.min(2 * this.#interval + 1, AT_LEAST_ONE_OF);
    this.#seen = 0;
    this.#hasNew = false;
  }
}

/** Of the same type, and nothing in it. */
function blank(value: unknown): unknown {
  if (typeof value === 'string') return '';
  if (Array.isArray(value)) return [];
  return typeof value === 'object' ? {} : value;
}

const attributes = new Kinds();

/**
 * Keeps, now and then, what attributes an element and all in it have, and in which order, which each server
 * decides anew. Their values are not kept.
 */
export function keepAttributes(el: Element): void {
  if (!attributes.isDue) return;
  keepThoseOf(el);
  attributes.rest();
}

function keepThoseOf(el: Element): void {
  attributes.keep({}, el.attrs);
  for (const child of el.children) if (typeof child === 'object') keepThoseOf(child);
}

/** Keeps kinds of one sort of records, which are read field by field: what an element does not say is not set. */
export class RecordKinds<T extends object> {
  readonly #begin: () => object;
  readonly #kinds = new Kinds();

  /** @param begin makes a record as its reader begins it, of empty fields */
  constructor(begin: () => { readonly [K in keyof T]?: unknown } = () => ({})) {
    this.#begin = begin;
  }

  /** Gives `record`, and looks at it now and then. */
  note<R extends T>(record: R): R {
    if (this.#kinds.isDue) {
      this.#kinds.keep(this.#begin() as Record<string, unknown>, record);
      this.#kinds.rest();
    }
    return record;
  }
}
