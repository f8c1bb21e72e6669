/**
 * What is written down while a run goes on: one line an event, one file a process.
 */

/** Where a fault happened that nobody caught. */
export const UNHANDLED = 'unhandled rejection';

/** What a session asks for. */
export type Kind = 'ask' | 'order' | 'server' | 'tell';

/** What the peer is asked to do. */
export type Behaviour =
  'reply' | 'slow' | 'error' | 'silent' | 'forged-first' | 'duplicate' | 'tell-back';

/** A request as it was stored. */
export interface Begun {
  readonly n: number;
  readonly id: string;
  /** The action's name. */
  readonly name: string;
  /** Milliseconds that it may wait. */
  readonly timeoutMs: number;
  /** The place of its stanza among those of the session. */
  readonly number?: number;
}

/** What the packet of an outcome says, or that of something that came unasked. */
export interface PacketNote {
  readonly seq: number;
  readonly key: string;
  /** The number of the action, or of what the peer sent. */
  readonly n?: number;
  readonly id?: string;
  /** What the answer said. */
  readonly token?: string;
  readonly condition?: string;
  readonly delivered?: string;
  readonly from?: string;
}

/** By a process that has sessions. */
export type SessionEvent =
  /** A session was taken from the journal. */
  | { readonly e: 'opened'; readonly session: string; readonly fence: number }
  | {
      readonly e: 'invoked';
      readonly session: string;
      readonly n: number;
      readonly kind: Kind;
      readonly what: string;
      /** The request that follows when this one is answered. */
      readonly then?: number;
    }
  /** The journal is given this unit … */
  | {
      readonly e: 'storing';
      readonly session: string;
      readonly fence: number;
      readonly unit: number;
      readonly begun: readonly Begun[];
      readonly taken: readonly string[];
      readonly seqs: readonly number[];
      /** Whether it says by which name the stream can be resumed. */
      readonly hasStream?: true;
    }
  /** … and has stored it, or refused. */
  | { readonly e: 'stored'; readonly session: string; readonly unit: number }
  | {
      readonly e: 'not-stored';
      readonly session: string;
      readonly unit: number;
      readonly code: string;
    }
  /** A method of the action runs. */
  | { readonly e: 'handling'; readonly n: number; readonly id: string }
  /**
   * The caller's promise was settled: `handle` or a condition; `refused: …` by the journal; or
   * `elsewhere: …`, where the session has another owner.
   */
  | {
      readonly e: 'settled';
      readonly session: string;
      readonly n: number;
      readonly outcome: string;
    }
  /** A reader got a packet. */
  | ({ readonly e: 'seen'; readonly session: string; readonly reader: string } & PacketNote)
  /** What the server said about the stream. */
  | {
      readonly e: 'stream';
      readonly session: string;
      readonly what: 'enabled' | 'resuming' | 'resumed' | 'refused' | 'gone';
    }
  /** Nothing is pending, and every packet up to that one was read. */
  | { readonly e: 'rested'; readonly session: string; readonly seq: number }
  /** The process is about to kill itself here. */
  | { readonly e: 'point'; readonly session: string; readonly name: string }
  | {
      readonly e: 'fault';
      readonly session?: string;
      readonly where: string;
      readonly text: string;
    };

/** The peer asked a session for something, or told it something. */
interface Approach<E extends string> {
  readonly e: E;
  readonly peer: string;
  readonly session: string;
  readonly id: string;
  readonly m: number;
  readonly place: number;
}

/** By a peer: an account that plays the other side, and is never killed. */
export type PeerEvent =
  | { readonly e: 'peer-up'; readonly peer: string }
  | { readonly e: 'peer-down'; readonly peer: string }
  /** A request or message of a session arrived. */
  | {
      readonly e: 'got';
      readonly peer: string;
      readonly session: string;
      readonly id: string;
      readonly kind: 'iq' | 'message';
      readonly n: number;
    }
  /** It was answered. `forged`: by somebody else, who may not. */
  | {
      readonly e: 'replied';
      readonly peer: string;
      readonly session: string;
      readonly id: string;
      readonly n: number;
      readonly token: string;
      readonly isForged: boolean;
      /** The place among all that this peer sent. */
      readonly place: number;
    }
  | Approach<'asked'>
  | Approach<'told'>
  /** The server has all that this peer sent up to that place. */
  | { readonly e: 'confirmed'; readonly peer: string; readonly place: number }
  /**
   * An answer to what the peer asked: the session's own, the server's, or one of the two where a
   * session leaves the answer to its engine.
   */
  | {
      readonly e: 'answered';
      readonly peer: string;
      readonly session: string;
      readonly id: string;
      readonly from: 'session' | 'server' | 'either';
    };

/** By who runs it all, and a server that lets itself be looked at. */
export type RunEvent =
  | { readonly e: 'begun'; readonly server: 'prosody' | 'devserver' }
  /** The server handled a stanza of a session; `stream` is another one after each bind. */
  | {
      readonly e: 'handled';
      readonly session: string;
      readonly stream: number;
      readonly id: string;
    }
  | { readonly e: 'killed' | 'paused' | 'continued'; readonly process: string }
  /** A process was told to take a session: its `turn`th owner. */
  | {
      readonly e: 'given';
      readonly session: string;
      readonly process: string;
      readonly turn: number;
      readonly takeOver: boolean;
    }
  /** The server forgets its streams between the two. */
  | { readonly e: 'server-down' | 'server-up'; readonly keepsStreams: boolean }
  | { readonly e: 'disturbed'; readonly what: string }
  /** What the journal holds when all is over. */
  | {
      readonly e: 'final';
      readonly session: string;
      readonly pending: readonly { readonly id: string; readonly n?: number }[];
      readonly packets: readonly PacketNote[];
    };

/** Something that happened. */
export type HappenedEvent = SessionEvent | PeerEvent | RunEvent;

/** … when, and in which process. */
export type HistoryLine = HappenedEvent & {
  /** Microseconds of the machine's monotonic clock, which all its processes share. */
  readonly at: number;
  readonly by: string;
};
