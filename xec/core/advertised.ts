/** What the client says about itself in service discovery (XEP-0030): what is in use. */
export interface Advertised {
  readonly identities: readonly { category: string; type: string; name?: string }[];
  /** Sorted, each once. */
  readonly features: readonly string[];
}
