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

const registries = new WeakMap<readonly Feature[], Registry>();
const committers = new WeakMap<Journal, Committer>();
const wheels = new WeakMap<Runtime, Deadlines>();
const turnstiles = new WeakMap<Runtime, Turnstile>();

/** The registry of a list of features; the same list has the same registry. */
export function registryOf(
  features: readonly Feature[],
  identities: Advertised['identities'] | undefined,
): Registry {
  if (identities !== undefined) return new Registry([sessionFeature, ...features], identities);
  let registry = registries.get(features);
  if (registry === undefined) {
    registry = new Registry([sessionFeature, ...features]);
    registries.set(features, registry);
  }
  return registry;
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
