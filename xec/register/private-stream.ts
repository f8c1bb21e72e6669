import type { BuildContext } from '../core/index.js';

/**
 * "a client SHOULD NOT send such a request unless the underlying stream is encrypted" (XEP-0077 section
 * 3.3): a password is asked about on a stream that nobody else reads, or not at all.
 *
 * @throws Error without such a stream; nothing is sent or stored then
 */
export function demandPrivateStream(ctx: BuildContext, action: string): void {
  const stream = ctx.fact('stream', 'current');
  if (stream?.isPrivate === true) return;
  const got = stream === undefined ? 'none' : 'one in clear text';
  throw new Error(`${action}: expected a stream that nobody else can read, got ${got}`);
}
