/** `PUT` by fetch, whose body is read in pieces so that progress can be told. */
import { headersFor, type Put } from './put.js';

export const putByFetch: Put = async (slot, file, options) => {
  const request: RequestInit & { readonly duplex: 'half' } = {
    method: 'PUT',
    // The service compares it with the size that the slot was asked for.
    headers: [...headersFor(slot, options), ['Content-Length', String(file.size)]],
    // A stream without bytes would be sent in chunks, which has no length.
    body: file.size === 0 ? '' : counted(file, options.onProgress),
    duplex: 'half',
    redirect: 'error',
    credentials: 'omit',
    ...(options.signal && { signal: options.signal }),
  };
  const response = await fetch(slot.put, request);
  await response.body?.cancel();
  return response.status;
};

/** The bytes of a file; how many were taken is told before more are. */
function counted(
  file: Blob,
  onProgress: ((sent: number, total: number) => void) | undefined,
): ReadableStream<Uint8Array> {
  let sent = 0;
  return file.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        sent += piece.length;
        controller.enqueue(piece);
        onProgress?.(sent, file.size);
      },
    }),
  );
}
