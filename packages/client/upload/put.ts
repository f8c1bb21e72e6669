/**
 * What the ways to send a file have in common.
 */
import type { UploadSlot } from '@xec/stanza';

export interface PutOptions {
  /** The media type, as the slot was asked for. Default `application/octet-stream`. */
  readonly contentType?: string;
  /** Gives the upload up. */
  readonly signal?: AbortSignal;
  /** Hears how many bytes have left, of how many. */
  readonly onProgress?: (sent: number, total: number) => void;
}

/** A file did not get to its place. */
export class UploadError extends Error {
  override readonly name = 'UploadError';

  constructor(
    /** `refused` by the service, `too-large` for it, `no-service` there is, `failed` on the way. */
    readonly reason: 'refused' | 'too-large' | 'no-service' | 'failed',
    message: string,
    /** The HTTP status, of `refused`. */
    readonly status?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A way to send a file; gives the status of the answer. */
export type Put = (slot: UploadSlot, file: Blob, options: PutOptions) => Promise<number>;

/** The headers of the request, in order. Cookies of a slot go only where a program may set them. */
export const headersFor = (slot: UploadSlot, { contentType }: PutOptions): [string, string][] => [
  ['Content-Type', contentType ?? 'application/octet-stream'],
  ...slot.headers.map(({ name, value }): [string, string] => [name, value]),
];
