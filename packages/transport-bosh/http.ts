/**
 * The port behind BOSH: HTTP requests to one URL.
 */

/** What a request was answered with. */
export interface HttpAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** The connections to one service. */
export interface Http {
  /**
   * Redirects are not followed; there are no cookies.
   *
   * @throws TransportError (the promise rejects) when there was no answer, or one that is too big
   */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** Drops the connections. */
  close(): void;
}

export const CONTENT_TYPE = 'text/xml; charset=utf-8';
