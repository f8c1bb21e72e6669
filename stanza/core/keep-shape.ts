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

/** How many sets of attributes are kept. */
const SETS = 64;
/** Of so many elements one is looked at; odd, since what is sent and what is received take turns. */
const ONE_OF = 31;
/** Of its children as many: more are mostly of one kind. */
const CHILDREN = 8;

const sets: object[] = [];
let [nextSet, seen] = [0, 0];

/**
 * Keeps, now and then, what attributes an element has and in which order, which each server decides anew;
 * and those of its first children. Their values are not kept.
 */
export function keepAttributes(el: Element): void {
  seen = (seen + 1) % ONE_OF;
  if (seen !== 0) return;
  keepSet(el.attrs);
  const most = Math.min(el.children.length, CHILDREN);
  for (let at = 0; at < most; at += 1) {
    const child = el.children[at];
    if (typeof child === 'object') keepSet(child.attrs);
  }
}

function keepSet(attributes: object): void {
  const set: Record<string, string> = {};
  for (const name of Object.keys(attributes)) set[name] = '';
  sets[nextSet] = set;
  nextSet = (nextSet + 1) % SETS;
}
