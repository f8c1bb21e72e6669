/**
 * A file on its way into the place that a service gave for it (XEP-0363 section 7).
 */
import type { UploadSlot } from '@xec/stanza';
import { putByFetch } from './put-by-fetch.js';
import { putByXhr } from './put-by-xhr.js';
import { UploadError, type Put, type PutOptions } from './put.js';

/**
 * Sends `file` to its place. No cookies of ours go with it, and redirects are not followed.
 *
 * @throws UploadError where the service did not take it
 * @throws DOMException `AbortError` (or the signal's reason) where it was given up
 */
export async function putFile(
  slot: UploadSlot,
  file: Blob,
  options: PutOptions = {},
): Promise<void> {
  options.signal?.throwIfAborted();
  // XMLHttpRequest alone tells browsers how much has left.
  const put: Put = typeof XMLHttpRequest === 'undefined' ? putByFetch : putByXhr;
  const status = await put(slot, file, options).catch((cause: unknown) => {
    options.signal?.throwIfAborted();
    throw new UploadError('failed', 'the file did not get to the service', undefined, { cause });
  });
  // "A HTTP status Code of 201 means that the server is now ready" (section 7); some say 200.
  if (status !== 200 && status !== 201 && status !== 204) {
    throw new UploadError(
      status === 413 ? 'too-large' : 'refused',
      `the service refused the file with the status ${String(status)}`,
      status,
    );
  }
}
