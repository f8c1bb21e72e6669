/**
 * From a file to its address: finds the service, asks for a place, fills it (XEP-0363).
 */
import { NS_UPLOAD, readSize, type UploadPurpose } from '@xec/stanza';
import { ItemsDisco, RequestDisco, RequestSlot, type ResultOf } from '@xec/xec';
import type { Client } from '../client.js';
import { putFile } from './put-file.js';
import { UploadError, type PutOptions } from './put.js';

/** What takes files. */
export interface UploadService {
  readonly jid: string;
  /** The most bytes of a file; absent: it does not say. */
  readonly maxSize?: number;
}

export interface UploadOptions extends PutOptions {
  /** The name that others see. */
  readonly filename: string;
  readonly purpose?: UploadPurpose;
  /** Default: the first one that {@link findUploadService} finds. */
  readonly service?: UploadService;
}

/**
 * Looks for a service for files: the own server, or one of its items (XEP-0363 section 3). The client
 * uses the features `disco` and `upload`.
 *
 * @returns `undefined` where there is none.
 */
export async function findUploadService(client: Client): Promise<UploadService | undefined> {
  const { domain } = client.jid;
  const { items } = await client.request(new ItemsDisco({ jid: domain }));
  const asked = [domain, ...items.filter(({ node }) => node === undefined).map(({ jid }) => jid)];
  const infos = await Promise.allSettled(
    asked.map((jid) => client.request(new RequestDisco({ jid }))),
  );
  for (const info of infos) {
    if (info.status === 'fulfilled' && info.value.features.includes(NS_UPLOAD)) {
      return serviceOf(info.value);
    }
  }
  return undefined;
}

function serviceOf({ jid, forms }: ResultOf<RequestDisco>): UploadService {
  const form = forms.find(({ formType }) => formType === NS_UPLOAD);
  const maxSize = readSize(form?.fields.find((field) => field.var === 'max-file-size')?.values[0]);
  return { jid, ...(maxSize !== undefined && { maxSize }) };
}

/**
 * Stores a file, and says where others get it.
 *
 * @throws UploadError where there is no service, the file is too big for it, or it did not take it
 * @throws ActionError where it gave no place
 */
export async function uploadFile(
  client: Client,
  file: Blob,
  options: UploadOptions,
): Promise<{ readonly url: string }> {
  const { filename, purpose, signal, contentType = file.type || undefined } = options;
  const service = options.service ?? (await findUploadService(client));
  if (service === undefined) throw new UploadError('no-service', 'no service takes files');
  const { jid, maxSize = Infinity } = service;
  if (file.size > maxSize) {
    const message = `expected at most ${String(maxSize)} bytes, got ${String(file.size)}`;
    throw new UploadError('too-large', message);
  }
  const request = new RequestSlot({
    to: jid,
    filename,
    size: file.size,
    ...(contentType !== undefined && { contentType }),
    ...(purpose !== undefined && { purpose }),
  });
  const { slot } = await client.request(request, signal && { signal });
  await putFile(slot, file, { ...options, ...(contentType !== undefined && { contentType }) });
  return { url: slot.get };
}
