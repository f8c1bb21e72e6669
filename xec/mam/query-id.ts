/**
 * A name for a query that no other one has. It need not be secret: results count by their sender too.
 * The action keeps it among its params, so it is the same when the answer wakes it elsewhere.
 */
export function newQueryId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
