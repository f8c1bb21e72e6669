/** Packets and actions in React. */
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
  createContext,
  createElement,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';

const SourceContext = createContext<PacketSource | undefined>(undefined);

/** Gives its children a source to live on. */
export function SourceProvider(props: {
  readonly source: PacketSource;
  readonly children?: ReactNode;
}): ReactElement {
  return createElement(SourceContext.Provider, { value: props.source }, props.children);
}

/**
 * The source of the nearest {@link SourceProvider}.
 *
 * @throws TypeError where there is none
 */
export function useSource(): PacketSource {
  const source = useContext(SourceContext);
  if (source === undefined) throw new TypeError('expected a <SourceProvider> around the component');
  return source;
}

/**
 * The content of the newest packet of `key`; `undefined` before the first one.
 *
 * @throws TypeError for a key that the source was not made for
 */
export function usePacket<const P extends string>(key: KnownKey<P>): ContentOf<P> | undefined {
  const source = useSource();
  return useSignal(useMemo(() => signal<P>(source, key), [source, key]));
}

/** How the newest request of an action stands, and how to make one. */
export type UsedAction = ActionState & Pick<ActionSignal, 'run' | 'cancel'>;

/** The action `name`: `const { run, pending, error, result } = useAction('Roster/AddItem')`. */
export function useAction(name: string): UsedAction {
  const source = useSource();
  const { state, run, cancel } = useMemo(() => createAction(source, name), [source, name]);
  return { ...useSignal(state), run, cancel };
}

function useSignal<T>(of: ReadonlySignal<T>): T {
  const subscribe = useCallback((run: () => void) => of.subscribe(run), [of]);
  const read = (): T => of.peek();
  return useSyncExternalStore(subscribe, read, read);
}
