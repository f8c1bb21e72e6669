/**
 * How a stream ended.
 *
 * - `error-received`: the server sent a stream error (RFC 6120 section 4.9)
 * - `error-sent`: we did
 * - `closed`: one side closed it in order
 * - `lost`: the connection went
 * - `silent`: nothing was heard for too long
 * - `refused`: the login or the binding was refused
 * - `postponed`: the binding was refused for now
 */
export type StreamEndKind =
  'error-received' | 'error-sent' | 'closed' | 'lost' | 'silent' | 'refused' | 'postponed';

/** What else is known of an end. */
export interface StreamEndOptions extends ErrorOptions {
  readonly elsewhere?: string | undefined;
}

/** The end of a stream, and why. */
export class StreamEnd extends Error {
  override readonly name = 'StreamEnd';
  readonly kind: StreamEndKind;
  /** A stream error's condition, a code of the transport, or a word for the other kinds. */
  readonly condition: string;
  /** Where the server would like us to connect instead. */
  readonly elsewhere: string | undefined;

  constructor(
    kind: StreamEndKind,
    condition: string,
    text?: string,
    options: StreamEndOptions = {},
  ) {
    super(text ?? condition, options);
    this.elsewhere = options.elsewhere;
    this.kind = kind;
    this.condition = condition;
  }
}

/** Conditions after which trying again would do harm, or the same again. */
const final: ReadonlySet<string> = new Set([
  'conflict',
  'host-gone',
  'host-unknown',
  'improper-addressing',
  'invalid-from',
  'invalid-namespace',
  'not-authorized',
  'policy-violation',
  'see-other-host',
  'unsupported-encoding',
  'unsupported-feature',
  'unsupported-version',
  // of the transport
  'certificate',
  'invalid-service',
  'subprotocol',
]);

/** Whether a session may connect again after this end. */
export function mayReconnect({ kind, condition }: StreamEnd): boolean {
  if (kind === 'refused') return false;
  // What we ourselves objected to may be gone next time; the session counts how often.
  if (kind === 'error-sent' || kind === 'postponed') return true;
  return !final.has(condition);
}

/** Stream errors by which a server says that the trouble is its own, or passes. */
const passing: ReadonlySet<string> = new Set([
  'connection-timeout',
  'remote-connection-failed',
  'reset',
  'system-shutdown',
]);

/** Ends of the connection that a stanza may cause: where the stream is resumed, it comes again. */
const caused: ReadonlySet<string> = new Set(['too-big', 'not-utf8', 'protocol']);

/** Whether this end counts towards giving up: the same cause again and again is no accident. */
export const isSuspicious = ({ kind, condition }: StreamEnd): boolean =>
  kind === 'error-sent' ||
  (kind === 'error-received' && !passing.has(condition)) ||
  (kind === 'lost' && caused.has(condition));
