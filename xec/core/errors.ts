/**
 * The errors of the protocol: one hierarchy. What a peer does wrong is data; it reaches `error…`
 * methods, packets and the promise of `request()` as one of these.
 */
import {
  readStanzaError,
  type Element,
  type QualifiedName,
  type StanzaErrorCondition,
  type StanzaErrorType,
} from '@xec/stanza';

/** How an action can end without an answer of its peer. */
export type LocalCondition =
  'timeout' | 'cancelled' | 'connection-lost' | 'handler-failed' | 'malformed-reply';

/** How an action can end other than with a result. */
export type OutcomeCondition = StanzaErrorCondition | LocalCondition;

/** Whether a stanza reached the server before the connection went. */
export type Delivered = 'yes' | 'no' | 'unknown';

/** Base of all errors of the protocol. */
export class XmppError extends Error {
  override readonly name: string = 'XmppError';
  /** What is wrong: a condition of the RFCs, or one of {@link LocalCondition}. */
  readonly condition: string;

  constructor(condition: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.condition = condition;
  }
}

/** An action that did not end with a result. */
export class ActionError extends XmppError {
  override readonly name: string = 'ActionError';
  declare readonly condition: OutcomeCondition;
  /** The remedy (RFC 6120 section 8.3.2). */
  readonly type: StanzaErrorType;
  /** The action's name, `Roster/AddItem`. */
  readonly action: string;
  declare readonly text?: string;
  declare readonly by?: string;
  declare readonly application?: readonly QualifiedName[];
  declare readonly delivered?: Delivered;

  constructor(
    condition: OutcomeCondition,
    type: StanzaErrorType,
    action: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(condition, message, options);
    this.type = type;
    this.action = action;
  }
}

/** The peer refused: a stanza of type `error` came back (RFC 6120 section 8.3). */
export class StanzaError extends ActionError {
  override readonly name = 'StanzaError';
  declare readonly condition: StanzaErrorCondition;
  /** The stanza that said so. */
  readonly stanza: Element;

  constructor(stanza: Element, action: string) {
    const info = readStanzaError(stanza);
    const said = info.text === undefined ? '' : `: ${info.text}`;
    super(info.condition, info.type, action, `${action} was refused, ${info.condition}${said}`);
    this.stanza = stanza;
    Object.assign(this, info);
  }
}

/** No answer came before the deadline. */
export class TimeoutError extends ActionError {
  override readonly name = 'TimeoutError';

  constructor(action: string) {
    super('timeout', 'wait', action, `${action} had no answer before its deadline`);
  }
}

/** The caller took the request back. */
export class CancelledError extends ActionError {
  override readonly name = 'CancelledError';

  constructor(action: string) {
    super('cancelled', 'cancel', action, `${action} was cancelled`);
  }
}

/** The stream went before the answer came. */
export class ConnectionLostError extends ActionError {
  override readonly name = 'ConnectionLostError';
  declare readonly delivered: Delivered;

  constructor(action: string, delivered: Delivered) {
    super(
      'connection-lost',
      'wait',
      action,
      `the connection went before ${action} was answered (delivered: ${delivered})`,
    );
    this.delivered = delivered;
  }
}

/** The action's own method threw, or took too long, while its answer was handled. */
export class HandlerFailedError extends ActionError {
  override readonly name = 'HandlerFailedError';

  constructor(action: string, cause: unknown) {
    super('handler-failed', 'cancel', action, `a method of ${action} failed`, { cause });
  }
}

/** The answer came, and does not hold what it must hold. */
export class MalformedReplyError extends ActionError {
  override readonly name = 'MalformedReplyError';

  constructor(action: string, cause: Error) {
    super('malformed-reply', 'cancel', action, `${action}: ${cause.message}`, { cause });
  }
}

/** The stream ended with an error (RFC 6120 section 4.9). */
export class StreamError extends XmppError {
  override readonly name = 'StreamError';
  readonly text: string | undefined;

  constructor(condition: string, text?: string) {
    super(condition, `the stream ended, ${condition}${text === undefined ? '' : `: ${text}`}`);
    this.text = text;
  }
}

/** The login was refused, or the server could not prove itself (RFC 6120 section 6.5). */
export class SaslError extends XmppError {
  override readonly name = 'SaslError';
  readonly text: string | undefined;

  constructor(condition: string, text?: string, options?: ErrorOptions) {
    super(
      condition,
      `the login was refused, ${condition}${text === undefined ? '' : `: ${text}`}`,
      options,
    );
    this.text = text;
  }
}

/**
 * Why a journal refused.
 *
 * - `fenced`: another owner has the session by now
 * - `owned`: another owner has the session still
 * - `unknown-session`: nobody opened the session
 * - `unavailable`: the store does not answer; it may later
 * - `full`: the store has no room; it may later
 * - `closed`: the journal was closed
 * - `refused`: anything else
 */
export type JournalErrorCode =
  'fenced' | 'owned' | 'unknown-session' | 'unavailable' | 'full' | 'closed' | 'refused';

/** The journal could not store it; nothing was sent. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;
  /** The session that is the reason, where one is: units of others may be stored without it. */
  readonly session: string | undefined;
  /** Of `owned`: when the lease of the owner ends if it is not renewed, in milliseconds from now. */
  readonly retryMs: number | undefined;

  constructor(
    code: JournalErrorCode,
    message: string,
    options: ErrorOptions & { session?: string; retryMs?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.session = options.session;
    this.retryMs = options.retryMs;
  }
}
