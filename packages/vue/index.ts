/** Packets and actions in Vue. */
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
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue';

/** Under which an application provides its source: `app.provide(sourceKey, source)`. */
export const sourceKey: InjectionKey<PacketSource> = Symbol('the source of packets');

/** Gives the components below this one a source to live on. In `setup`. */
export function provideSource(source: PacketSource): void {
  provide(sourceKey, source);
}

/**
 * The source that was provided. In `setup`.
 *
 * @throws TypeError where there is none
 */
export function useSource(): PacketSource {
  const source = inject(sourceKey, undefined);
  if (source === undefined) throw new TypeError('expected provideSource() above the component');
  return source;
}

/**
 * The content of the newest packet of `key`; `undefined` before the first one. In `setup`, or another
 * scope that ends.
 *
 * @throws TypeError for a key that the source was not made for
 */
export function usePacket<const P extends string>(
  key: KnownKey<P>,
): Readonly<ShallowRef<ContentOf<P> | undefined>> {
  return refOf(signal<P>(useSource(), key));
}

/** How the newest request of an action stands, and how to make one. */
export interface UsedAction extends Pick<ActionSignal, 'run' | 'cancel'> {
  readonly pending: ComputedRef<boolean>;
  readonly error: ComputedRef<ActionState['error']>;
  readonly result: ComputedRef<unknown>;
}

/** The action `name`: `const { run, pending, error, result } = useAction('Roster/AddItem')`. */
export function useAction(name: string): UsedAction {
  const { state, run, cancel } = createAction(useSource(), name);
  const now = refOf(state);
  return {
    run,
    cancel,
    pending: computed(() => now.value.pending),
    error: computed(() => now.value.error),
    result: computed(() => now.value.result),
  };
}

function refOf<T>(of: ReadonlySignal<T>): Readonly<ShallowRef<T>> {
  const ref = shallowRef(of.peek());
  onScopeDispose(of.subscribe((value) => (ref.value = value)));
  return ref;
}
