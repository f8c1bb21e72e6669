import type { FaultPoint } from '@xec/xec';

/** How a child is started. */
export interface ChildSettings {
  readonly service: string;
  readonly jid: string;
  readonly password: string;
  /** The journal's file. */
  readonly file: string;
  /** Where it dies, from its start on. */
  readonly arm?: Arming;
  /** Takes the session from a process that has it. */
  readonly takeOver?: boolean;
  /** Orders that it gives as it starts. */
  readonly orders?: readonly number[];
}

/** Where a process dies: the `count`th time it gets there. */
export interface Arming {
  readonly point: FaultPoint;
  readonly count: number;
}

/** What a child is told, a line each. */
export type Command =
  | { readonly do: 'order'; readonly n: number; readonly arm?: Arming }
  | { readonly do: 'request'; readonly n: number }
  | { readonly do: 'ask'; readonly n: number }
  | { readonly do: 'pending' }
  | { readonly do: 'suspend' };

/** What a child says, a line each: written before it goes on, so that no death takes it back. */
export type Word =
  | { readonly say: 'online'; readonly isResumed: boolean }
  | { readonly say: 'accepted'; readonly n: number }
  | { readonly say: 'settled'; readonly n: number; readonly how: string }
  | {
      readonly say: 'seen';
      /** By a plain subscriber, or by one that the journal knows by name. */
      readonly by: 'live' | 'named';
      readonly seq: number;
      readonly key: string;
      readonly n: number;
    }
  | { readonly say: 'pending'; readonly ids: readonly string[] }
  /** Another process has the session. */
  | { readonly say: 'left' }
  | { readonly say: 'fault'; readonly where: string; readonly text: string };
