/**
 * XEP-0363: HTTP File Upload, version 1.2.0 (2025-06-17): a service that keeps files in memory, and gives
 * them to whoever knows their address. https://xmpp.org/extensions/xep-0363.html
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  NS_DATA_FORMS,
  NS_UPLOAD,
  childElements,
  readUploadRequest,
  stanzaError,
  uploadSlot,
  xml,
  type XmlElement,
} from '@xec/stanza';
import { resultReply } from '../errors.js';
import type { Host } from '../host.js';
import { refuse } from '../router.js';
import type { Sender } from '../session.js';
import type { Module } from './module.js';

const NS_INFO = 'http://jabber.org/protocol/disco#info';
/** The first part of the paths of all files. */
export const UPLOAD_PATH = '/upload/';
/** The biggest file. */
const MAX_BYTES = 4 * 1024 * 1024;
/** The most files; the oldest goes first. */
const MAX_FILES = 256;

interface Place {
  readonly size: number;
  readonly type: string;
  readonly token: string;
  bytes?: Buffer;
}

export const upload = (host: Host): Module => {
  const places = new Map<string, Place>();
  const open = (filename: string, size: number, type: string): XmlElement => {
    const path = `${UPLOAD_PATH}${randomBytes(18).toString('base64url')}/${encodeURIComponent(filename)}`;
    const token = randomBytes(18).toString('base64url');
    places.set(path, { size, type, token });
    const [oldest] = places.keys();
    if (places.size > MAX_FILES && oldest !== undefined) places.delete(oldest);
    const url = new URL(path, host.httpUrl).href;
    return uploadSlot({
      put: url,
      headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
      get: url,
    });
  };
  const receive = (iq: XmlElement, sender: Sender): void => {
    const [child] = childElements(iq);
    if (iq.getName() !== 'iq' || iq.attrs['type'] !== 'get' || child === undefined) {
      return refuse(sender, iq, 'service-unavailable');
    }
    if (child.is('query', NS_INFO)) return sender.send(resultReply(iq, info()));
    const file = readUploadRequest(child);
    if (file === undefined) {
      return refuse(sender, iq, child.is('request') ? 'bad-request' : 'service-unavailable');
    }
    if (sender.account === undefined) return refuse(sender, iq, 'forbidden');
    if (file.size > MAX_BYTES) return sender.send(tooLarge(iq));
    sender.send(resultReply(iq, open(file.filename, file.size, file.contentType ?? BINARY)));
  };
  return {
    name: 'upload',
    domain: `upload.${host.domain}`,
    receive: (stanza, _to, sender) => {
      receive(stanza, sender);
    },
    http: (request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (!path.startsWith(UPLOAD_PATH)) return false;
      void serve(places.get(path), request, response).catch(() => response.destroy());
      return true;
    },
  };
};

const BINARY = 'application/octet-stream';

const info = (): XmlElement =>
  xml(
    'query',
    { xmlns: NS_INFO },
    xml('identity', { category: 'store', type: 'file', name: 'File upload' }),
    [NS_INFO, NS_UPLOAD].map((name) => xml('feature', { var: name })),
    xml(
      'x',
      { xmlns: NS_DATA_FORMS, type: 'result' },
      field('FORM_TYPE', NS_UPLOAD),
      field('max-file-size', String(MAX_BYTES)),
    ),
  );

const field = (name: string, value: string): XmlElement =>
  xml(
    'field',
    { var: name, type: name === 'FORM_TYPE' ? 'hidden' : undefined },
    xml('value', {}, value),
  );

function tooLarge(iq: XmlElement): XmlElement {
  const error = stanzaError('not-acceptable', { text: 'File too large' });
  const max = xml('max-file-size', {}, String(MAX_BYTES));
  error.cnode(xml('file-too-large', { xmlns: NS_UPLOAD }, max));
  const { id, to, from } = iq.attrs as Readonly<Record<string, string | undefined>>; // strings
  return xml('iq', { xmlns: 'jabber:client', type: 'error', id, from: to, to: from }, error);
}

/** Pages of every origin may store and get. */
async function serve(
  place: Place | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, OPTIONS');
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  const { method } = request;
  if (method === 'OPTIONS') return void response.writeHead(204).end();
  if (place === undefined) return void response.writeHead(404).end();
  if (method === 'PUT') return void response.writeHead(await store(place, request)).end();
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405).end();
  if (place.bytes === undefined) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': place.type,
    'content-length': place.bytes.length,
    // What people store must not run as a page of ours (section 9.1).
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(method === 'GET' ? place.bytes : undefined);
}

/** Takes the bytes of a place, once. @returns the HTTP status */
async function store(place: Place, request: IncomingMessage): Promise<number> {
  if (request.headers.authorization !== `Bearer ${place.token}`) return 401;
  if (place.bytes !== undefined) return 409;
  // "MUST reject the file upload if the Content-Length does not match" (section 7).
  if (request.headers['content-length'] !== String(place.size)) return 413;
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  place.bytes = Buffer.concat(pieces);
  return 201;
}
