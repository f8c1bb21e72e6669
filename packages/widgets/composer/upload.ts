/**
 * Sends a file from the page to the service that takes files (XEP-0363): a place is asked for by a
 * packet, and the bytes go there by themselves: past the gateway, whose security policy has to name the
 * service (its option `uploads`).
 */
import type { PacketOf, PacketSource } from '@xec/packet-source';

const NS_UPLOAD = 'urn:xmpp:http:upload:0';

/** All actions that sending a file requests. */
export const uploadActions: readonly string[] = ['Upload/Request', 'Disco/Items', 'Disco/Request'];

/** Why a file was not sent. */
export class UploadFailure extends Error {
  override readonly name = 'UploadFailure';

  constructor(
    readonly reason: 'no-service' | 'too-large' | 'failed',
    /** In bytes, of `too-large`, where the service says it. */
    readonly most?: number,
  ) {
    super(reason);
  }
}

interface Service {
  readonly jid: string;
  readonly most: number;
}

type Requests = Pick<PacketSource, 'request'>;
type Info = PacketOf<'disco_request_handle'>['content'];

/** Services that were found, by source and domain. */
const services = new WeakMap<Requests, Map<string, Promise<Service>>>();

export interface UploadOptions {
  /** The own domain, where services are looked for. */
  readonly domain: string;
  readonly signal: AbortSignal;
  /** Hears how many bytes have left, of how many. */
  readonly onProgress: (sent: number, total: number) => void;
}

/**
 * @returns where others get the file
 * @throws UploadFailure when it was not taken
 */
export async function upload(
  source: Requests,
  file: File,
  options: UploadOptions,
): Promise<string> {
  const { jid, most } = await serviceOf(source, options.domain);
  if (file.size > most) throw new UploadFailure('too-large', most);
  const request = {
    to: jid,
    filename: file.name,
    size: file.size,
    ...(file.type !== '' && { contentType: file.type }),
  };
  const { signal } = options;
  const asked = await source.request('Upload/Request', request, { signal });
  signal.throwIfAborted();
  const { slot } = asked as PacketOf<'upload_request_handle'>['content']; // by its schema
  await put(slot, file, options);
  return slot.get;
}

function serviceOf(source: Requests, domain: string): Promise<Service> {
  const known = services.get(source) ?? new Map<string, Promise<Service>>();
  services.set(source, known);
  const found = known.get(domain) ?? find(source, domain);
  known.set(domain, found);
  // What was not there may be there later.
  found.catch(() => known.delete(domain));
  return found;
}

async function find(source: Requests, domain: string): Promise<Service> {
  const answer = await source.request('Disco/Items', { jid: domain });
  const { items } = answer as PacketOf<'disco_items_handle'>['content']; // by its schema
  const asked = [domain, ...items.filter(({ node }) => node === undefined).map(({ jid }) => jid)];
  const infos = await Promise.allSettled(
    asked.slice(0, 30).map((jid) => source.request('Disco/Request', { jid })),
  );
  for (const info of infos) {
    if (info.status === 'rejected') continue;
    const { jid, features, forms } = info.value as Info; // by its schema
    if (!features.includes(NS_UPLOAD)) continue;
    const form = forms.find(({ formType }) => formType === NS_UPLOAD);
    const most = form?.fields.find((field) => field.var === 'max-file-size')?.values[0];
    return { jid, most: most === undefined ? Infinity : Number(most) || Infinity };
  }
  throw new UploadFailure('no-service');
}

type Slot = PacketOf<'upload_request_handle'>['content']['slot'];

/** XMLHttpRequest tells how far it is; fetch does not. */
const put = (slot: Slot, file: File, { signal, onProgress }: UploadOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const giveUp = (): void => request.abort();
    const fail = (): void => reject(new UploadFailure('failed'));
    request.open('PUT', slot.put);
    request.setRequestHeader(
      'content-type',
      file.type === '' ? 'application/octet-stream' : file.type,
    );
    for (const { name, value } of slot.headers) {
      // Browsers keep this one for themselves, and say so loudly.
      if (name.toLowerCase() !== 'cookie') request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () => {
      // It follows redirects by itself: the file is not where it belongs then.
      const isThere = request.responseURL === new URL(slot.put).href;
      if (request.status >= 200 && request.status < 300 && isThere) resolve();
      else if (request.status === 413) reject(new UploadFailure('too-large'));
      else fail();
    };
    request.onerror = fail;
    request.onabort = fail;
    request.onloadend = () => signal.removeEventListener('abort', giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
    request.send(file);
  });
