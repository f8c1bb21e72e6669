/** Packets and actions in Svelte: stores, whose `current` runes follow. */
import {
  createAction,
  signal,
  type ActionSignal,
  type ActionState,
  type ContentOf,
  type KnownKey,
  type PacketSource,
  type ReadonlySignal,
} from '@xec/packet-source';
import { getContext, setContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';

const context = Symbol('the source of packets');

/** Gives the components below this one a source to live on. While a component is initialised. */
export function setSource(source: PacketSource): void {
  setContext(context, source);
}

/**
 * The source that was set. While a component is initialised.
 *
 * @throws TypeError where there is none
 */
export function useSource(): PacketSource {
  const source = getContext<PacketSource | undefined>(context);
  if (source === undefined) throw new TypeError('expected setSource() above the component');
  return source;
}

/** A store: `$packet` in templates, `packet.current` where runes look. */
export interface Used<T> {
  readonly current: T;
  subscribe(run: (value: T) => void): () => void;
}

/**
 * The content of the newest packet of `key`; `undefined` before the first one.
 *
 * @throws TypeError for a key that the source was not made for
 */
export function usePacket<const P extends string>(
  key: KnownKey<P>,
): Used<ContentOf<P> | undefined> {
  return storeOf(signal<P>(useSource(), key));
}

/** How the newest request of an action stands, and how to make one. */
export interface UsedAction
  extends Used<ActionState>, Readonly<ActionState>, Pick<ActionSignal, 'run' | 'cancel'> {}

/**
 * The action `name`: `const add = useAction('Roster/AddItem')`, then `add.run(…)`, and `add.pending`,
 * `add.error`, `add.result` (or `$add.pending` and so on).
 */
export function useAction(name: string): UsedAction {
  const { state, run, cancel } = createAction(useSource(), name);
  const store = storeOf(state);
  const part = <K extends keyof ActionState>(key: K): PropertyDescriptor => ({
    get: () => store.current[key],
    enumerable: true,
  });
  const parts = { pending: part('pending'), error: part('error'), result: part('result') };
  // The parts are there as getters, which runes see through.
  return Object.defineProperties(Object.assign(store, { run, cancel }), parts) as UsedAction;
}

function storeOf<T>(of: ReadonlySignal<T>): Used<T> {
  let seen: T | undefined;
  // A subscription tells the value that is there already: who has seen it need not look again.
  const look = createSubscriber((update) => of.subscribe((value) => value !== seen && update()));
  return {
    get current() {
      look();
      seen = of.peek();
      return seen;
    },
    subscribe: (run) => of.subscribe(run),
  };
}
