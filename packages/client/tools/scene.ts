import type { Element } from '@xec/stanza';
import type { AnyPacket, PendingRecord, Registration, Tried } from '@xec/xec';

/** How a stream or a login ended. */
export interface SceneEnd {
  readonly condition: string;
  readonly text?: string;
  /** Whether the login was refused, by one side or the other; else the stream ended. */
  readonly isLogin: boolean;
  /** Where the client connects instead, because the server said so. */
  readonly goesTo?: string;
}

/** What became of one frame. */
export interface Scene {
  /** Whether the session was online before. */
  readonly wasOnline: boolean;
  /** The full JID of a session that is online now. */
  readonly jid?: string;
  /** Whether it went on with the stream that was lost. */
  readonly isResumed: boolean;
  /** White space, or nothing: no element. */
  readonly isBlank: boolean;
  /** A stanza that came in a login, and is looked at when that is complete. */
  readonly wasKept: boolean;
  /** The look-ups for payloads, in order. */
  readonly tried: readonly Tried[];
  /** The payloads that ran, in order. */
  readonly ran: readonly Registration[];
  /** The requests that it ended. */
  readonly completed: readonly PendingRecord[];
  /** Why nothing happened, where nothing did. */
  readonly ignored: readonly string[];
  /** Answers to an iq of type get or set: one, or none. */
  readonly answers: readonly Element[];
  /** Those of features; not the session's own, nor those of requests that a lost stream ended. */
  readonly packets: readonly AnyPacket[];
  /** What went out, as it went out; but nothing that is secret of a login. */
  readonly sent: readonly string[];
  /** What became of the token for logins; absent: nothing. */
  readonly token?: 'given' | 'forgotten';
  /** How many stanzas of ours the server acknowledged. */
  readonly acknowledged: number;
  /** Ids of requests that it left waiting: what the end of a stream does to them is another scene. */
  readonly pending: readonly string[];
  /** Whether the session knows something that it did not know. */
  readonly hasLearnt: boolean;
  /** What handlers threw, and where. */
  readonly faults: readonly string[];
  /** The stream, or the login, ended. */
  readonly end?: SceneEnd;
}

/** A scene that is being played. */
export interface OpenScene {
  readonly tried: Tried[];
  readonly ran: Registration[];
  readonly completed: PendingRecord[];
  readonly ignored: string[];
  readonly answers: Element[];
  readonly packets: AnyPacket[];
  readonly sent: string[];
  readonly faults: string[];
  acknowledged: number;
  hasLearnt: boolean;
  token?: 'given' | 'forgotten';
}

export const emptyScene = (): OpenScene => ({
  tried: [],
  ran: [],
  completed: [],
  ignored: [],
  answers: [],
  packets: [],
  sent: [],
  faults: [],
  acknowledged: 0,
  hasLearnt: false,
});
