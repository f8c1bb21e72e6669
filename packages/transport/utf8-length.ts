/** How many bytes `text` takes as UTF-8, counted only up to where it is certain to exceed `limit`. */
export function exceedsUtf8Bytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  // A UTF-16 unit takes three bytes at most.
  if (text.length * 3 <= limit) return false;
  return new TextEncoder().encode(text).length > limit;
}
