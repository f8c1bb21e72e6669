import type { AnyAction, PacketBus, Registry, RequestOptions } from '@xec/xec';

/** What a source needs of a client: `Client` of `@xec/client` has it all. */
export interface ClientLike {
  readonly packets: Pick<PacketBus, 'subscribeAny'>;
  readonly registry: Pick<Registry, 'actions' | 'keys'>;
  /** Where its session stands. */
  readonly state: { readonly state: string };
  request(action: AnyAction, options?: RequestOptions): Promise<unknown>;
  connect(): Promise<void>;
}
