/** How a server is reached, in the words of URLs. */
export type Scheme = 'xmpps' | 'xmpp' | 'wss' | 'https';

/** A place where a domain's server may be. No authority: the certificate says whose server it is. */
export interface Candidate {
  /** `xmpps://host:port`, `xmpp://host:port`, `wss://…`, or `https://…` of BOSH (XEP-0206). */
  readonly service: string;
  readonly scheme: Scheme;
  /** The XMPP domain that was asked for. */
  readonly domain: string;
  /** Who says so: the DNS, the domain's host-meta, or nobody (RFC 6120 section 3.2.2). */
  readonly from: 'srv' | 'host-meta' | 'fallback';
}
