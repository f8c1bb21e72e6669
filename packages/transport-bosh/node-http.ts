/**
 * Requests by Node's own modules, which know about certificates.
 */
import { Agent, request, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as requestSecurely } from 'node:https';
import { tlsCertificate, type ConnectOptions } from '@xec/transport';
import { answerTooBig } from './faults.js';
import { CONTENT_TYPE, type Http, type HttpAnswer, type HttpRequest } from './http.js';
import { requestFault } from './node-faults.js';
import type { Service } from './service.js';

/** Two that BOSH needs, and one for the last request. */
const CONNECTIONS = { keepAlive: true, maxSockets: 3 };

export class NodeHttp implements Http {
  private readonly agent: Agent;

  constructor(
    private readonly service: Service,
    private readonly maxBytes: number,
    { ca, clientCertificate, lookup }: ConnectOptions,
  ) {
    const found = lookup === undefined ? {} : { lookup };
    this.agent = service.isSecure
      ? new SecureAgent({
          ...CONNECTIONS,
          ...found,
          // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED cannot say otherwise.
          rejectUnauthorized: true,
          ...(ca !== undefined && { ca: typeof ca === 'string' ? ca : [...ca] }),
          ...tlsCertificate(clientCertificate),
        })
      : new Agent({ ...CONNECTIONS, ...found });
  }

  request({ method, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const { url, name, isSecure } = this.service;
    const options: RequestOptions = { method, signal, agent: this.agent };
    if (body !== undefined) {
      const length = Buffer.byteLength(body);
      options.headers = { 'content-type': CONTENT_TYPE, 'content-length': length };
    }
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown): void => {
        reject(requestFault(name, cause));
      };
      try {
        const sent = (isSecure ? requestSecurely : request)(url, options);
        sent.once('response', (answer) => {
          this.read(answer).then(resolve, fail);
        });
        sent.once('error', fail);
        sent.end(body);
      } catch (cause) {
        fail(cause); // what should be trusted is no certificate
      }
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private async read(answer: IncomingMessage): Promise<HttpAnswer> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > this.maxBytes) throw answerTooBig(this.maxBytes); // which destroys the stream
      parts.push(part);
    }
    return { status: answer.statusCode ?? 0, bytes: Buffer.concat(parts) };
  }
}
