/**
 * What clients may have in common without sharing any state: registries are never changed, and a
 * committer and a timer wheel know their users only while those need them.
 */
import {
  Committer,
  Deadlines,
  Registry,
  type Advertised,
  type Feature,
  type Journal,
  type Runtime,
} from '@xec/xec';
import { Turnstile, sessionFeature } from '@xec/session';

/** The registries of lists that begin alike: the one of that list, and those of longer ones. */
class Branch {
  registry: Registry | undefined = undefined;
  readonly #longer = new WeakMap<object, Branch>();

  with(next: object): Branch {
    let branch = this.#longer.get(next);
    if (branch === undefined) {
      branch = new Branch();
      this.#longer.set(next, branch);
    }
    return branch;
  }
}

const registries = new Branch();
const committers = new WeakMap<Journal, Committer>();
const wheels = new WeakMap<Runtime, Deadlines>();
const turnstiles = new WeakMap<Runtime, Turnstile>();

/**
 * The registry of a list of features. Those of the same features in the same order have the same one: an
 * application writes its list anew for each of its thousands of clients. Identities are the same where they
 * are one list.
 */
export function registryOf(
  features: readonly Feature[],
  identities: Advertised['identities'] | undefined,
): Registry {
  let branch = registries;
  for (const feature of features) branch = branch.with(feature);
  if (identities !== undefined) branch = branch.with(identities);
  return (branch.registry ??= new Registry([sessionFeature, ...features], identities));
}

/** One committer a journal: units of all its sessions are grouped. */
export function committerOf(journal: Journal, runtime: Runtime): Committer {
  let committer = committers.get(journal);
  if (committer === undefined) {
    committer = new Committer(journal, runtime);
    committers.set(journal, committer);
  }
  return committer;
}

/** One timer wheel a runtime. */
export function deadlinesOf(runtime: Runtime): Deadlines {
  let deadlines = wheels.get(runtime);
  if (deadlines === undefined) {
    deadlines = new Deadlines(runtime);
    wheels.set(runtime, deadlines);
  }
  return deadlines;
}

/** One turnstile a runtime: sessions of a process come back one after the other. */
export function turnstileOf(runtime: Runtime): Turnstile {
  let turnstile = turnstiles.get(runtime);
  if (turnstile === undefined) {
    turnstile = new Turnstile(runtime);
    turnstiles.set(runtime, turnstile);
  }
  return turnstile;
}
