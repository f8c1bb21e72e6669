/**
 * Objects that stay, so that what was compiled for their kind stays too.
 *
 * V8 knows objects by their hidden classes, and compiled code holds those weakly: where a garbage collection
 * finds no object of a class, the class goes, and with it all compiled code that dealt with it. Most of what
 * a stanza needs lives as long as the stanza. A client that is quiet when memory is cleaned would compile
 * its way through the next stanzas again, each time.
 */
import type { Element } from 'ltx';
import { isElementLike } from './element-like.js';

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
/** Of so many objects one is looked at where there is something new; odd: what is sent and received take turns. */
const ONE_OF = 31;
const AT_LEAST_ONE_OF = 1023;

/**
 * Keeps kinds of records that are made field by field, one record for each set of names in its order: what an
 * element does not say is not set. They are found by looking at the first records, and at one now and then:
 * where nothing new is found, less is looked at.
 */
export class RecordKinds<T extends object> {
  readonly #begin: () => object;
  readonly #kept = new Map<string, object>();
  #interval = 1;
  #seen = 0;

  /** @param begin makes a record as its reader begins it, of empty fields */
  constructor(begin: () => { readonly [K in keyof T]?: unknown } = () => ({})) {
    this.#begin = begin;
  }

  /** Gives `record`, and looks at it now and then. */
  note<R extends T>(record: R): R {
    this.#seen += 1;
    if (this.#seen < this.#interval) return record;
    this.#seen = 0;
    const { size } = this.#kept;
    this.look(record);
    const hasNew = this.#kept.size > size;
    this.#interval = hasNew
      ? Math.min(this.#interval, ONE_OF)
      : Math.min(2 * this.#interval + 1, AT_LEAST_ONE_OF);
    return record;
  }

  protected look(record: T): void {
    this.keep(record);
  }

  /** Keeps one with the fields of `like`, and without their values. */
  protected keep(like: object): void {
    const kind = Object.keys(like).join(' ');
    if (this.#kept.size >= MAX_KINDS || this.#kept.has(kind)) return;
    const specimen = this.#begin() as Record<string, unknown>;
    for (const [name, value] of Object.entries(like)) specimen[name] = blank(value);
    this.#kept.set(kind, specimen);
  }
}

/** Of the same type, and nothing in it. */
function blank(value: unknown): unknown {
  if (typeof value === 'string') return '';
  if (Array.isArray(value)) return [];
  return typeof value === 'object' ? {} : value;
}

/** What attributes elements have, and in which order, each server decides anew. */
class AttributeKinds extends RecordKinds<Element> {
  protected override look(el: Element): void {
    this.keep(el.attrs);
    for (const child of el.children) if (isElementLike(child)) this.look(child);
  }
}

const attributes = new AttributeKinds();

/** Keeps, now and then, the kinds of attributes of an element and of all in it. Their values are not kept. */
export function keepAttributes(el: Element): void {
  attributes.note(el);
}
