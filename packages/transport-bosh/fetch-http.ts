/**
 * Requests by `fetch`.
 */
import { TransportError } from '@xec/transport';
import { answerTooBig } from './faults.js';
import { CONTENT_TYPE, type Http, type HttpAnswer, type HttpRequest } from './http.js';
import type { Service } from './service.js';

export class FetchHttp implements Http {
  constructor(
    private readonly service: Service,
    private readonly maxBytes: number,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  async request({ method, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const { url, name } = this.service;
    const { fetch } = this; // a page's own must be called without `this`
    try {
      const answer = await fetch(url, {
        method,
        signal,
        cache: 'no-store',
        credentials: 'omit',
        // Asking whether somebody is there needs no permission to read what is answered.
        ...(method === 'GET' ? { mode: 'no-cors' } : { redirect: 'error' }),
        ...(body !== undefined && { body, headers: { 'content-type': CONTENT_TYPE } }),
      });
      // An answer that a page may not read shows that somebody is there.
      const status = answer.type === 'opaque' ? 200 : answer.status;
      return { status, bytes: await this.read(answer) };
    } catch (cause) {
      if (cause instanceof TransportError) throw cause;
      throw new TransportError(
        'unreachable',
        `${name} did not answer. Browsers do not say why: nothing may listen there, its certificate ` +
          'may not be valid, or it may not allow requests of this page (CORS).',
        { cause },
      );
    }
  }

  close(): void {
    // Each request is dropped by its signal.
  }

  private async read({ body }: Response): Promise<Uint8Array> {
    const reader = body?.getReader();
    const parts: Uint8Array[] = [];
    let size = 0;
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      size += part.value.length;
      if (size > this.maxBytes) {
        void reader?.cancel().catch(() => undefined);
        throw answerTooBig(this.maxBytes);
      }
      parts.push(part.value);
    }
    const bytes = new Uint8Array(size);
    parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
    return bytes;
  }
}
