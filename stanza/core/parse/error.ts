/** The stream error (RFC 6120 section 4.9.3) that answers unacceptable XML. */
export type XmlCondition =
  | 'not-well-formed'
  | 'restricted-xml'
  | 'policy-violation'
  | 'bad-format'
  | 'bad-namespace-prefix'
  | 'unsupported-encoding';

/** XML that a peer may not send. Its message says what is wrong and quotes nothing of it. */
export class XmlError extends Error {
  override readonly name = 'XmlError';

  /**
   * @param condition the stream error to send.
   * @param message what was expected or met.
   * @param offset where, in UTF-16 code units of the frame or piece.
   */
  constructor(
    readonly condition: XmlCondition,
    message: string,
    readonly offset: number,
  ) {
    super(`${message} (at ${String(offset)})`);
  }
}
