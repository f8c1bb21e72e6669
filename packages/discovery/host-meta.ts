/**
 * Asks a domain for its host-meta, over https and within bounds.
 */
import { TransportError } from '@xec/transport';
import { readHostMetaJson, readHostMetaXml, type Link } from './read-host-meta.js';

/** As much of `fetch` as is used. */
export interface Fetch {
  (
    url: string,
    options: {
      readonly signal: AbortSignal;
      readonly headers: Readonly<Record<string, string>>;
      readonly redirect: 'manual' | 'follow';
      readonly credentials: 'omit';
    },
  ): Promise<Response>;
}

/** How documents are asked for. */
export interface HostMetaOptions {
  readonly fetch: Fetch;
  /** `follow` in browsers, which do not show where they are redirected to, and never leave https. */
  readonly redirect: 'manual' | 'follow';
  /** Aborts when the answer is not of interest any more, at the latest when it is there. */
  readonly signal: AbortSignal;
}

const MAX_BYTES = 64 * 1024;
const MAX_REDIRECTS = 3;

/**
 * The links that `host` names. Both documents are asked for at once; that of JSON counts where it names
 * any.
 *
 * @returns none where there is no such document
 * @throws TransportError where neither could be read
 */
export async function askHostMeta(host: string, options: HostMetaOptions): Promise<Link[]> {
  const base = `https://${host}/.well-known/host-meta`;
  const xml = settle(ask(base, 'application/xrd+xml', options).then(readHostMetaXml));
  const json = await settle(
    ask(`${base}.json`, 'application/json', options).then(readHostMetaJson),
  );
  if (json.links !== undefined && json.links.length > 0) return json.links;
  const { links = json.links, fault } = await xml;
  if (links === undefined) throw unreadable(host, fault);
  return links;
}

interface Settled {
  readonly links?: Link[];
  readonly fault?: unknown;
}

const settle = (asked: Promise<Link[]>): Promise<Settled> =>
  asked.then(
    (links) => ({ links }),
    (fault: unknown) => ({ fault }),
  );

/** The text of a document, however it is redirected. */
async function ask(url: string, accept: string, options: HostMetaOptions): Promise<string> {
  const { fetch, redirect, signal } = options;
  let at = url;
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    const headers = { accept };
    const response = await fetch(at, { redirect, signal, headers, credentials: 'omit' });
    const next =
      response.status >= 300 && response.status < 400 ? placeOf(response, at) : undefined;
    if (next === undefined) return read(response, at);
    await response.body?.cancel();
    at = next;
  }
  throw refused(`${url} was expected to be redirected ${String(MAX_REDIRECTS)} times at most.`);
}

function placeOf(response: Response, from: string): string | undefined {
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, from)) return undefined;
  const next = new URL(location, from);
  if (next.protocol === 'https:') return next.href;
  throw refused(`${from} was expected to lead to https://; it leads to ${next.protocol}//.`);
}

async function read(response: Response, url: string): Promise<string> {
  if (!response.ok || (response.url !== '' && !response.url.startsWith('https:'))) {
    await response.body?.cancel();
    throw refused(`${url} was expected to answer 200; it answered ${String(response.status)}.`);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = response.body?.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { value, done } = (await reader?.read()) ?? END;
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) {
      await reader?.cancel();
      throw refused(`${url} was expected to have ${String(MAX_BYTES)} bytes at most; it has more.`);
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

/** Of a response without a body. */
const END = { done: true, value: undefined } as const;

const refused = (message: string): TransportError => new TransportError('refused', message);

function unreadable(host: string, cause: unknown): TransportError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TransportError('unreachable', `${host} has no host-meta to read: ${reason}`, {
    cause,
  });
}
