/**
 * What a stream needs of the socket below it: text frames out, and the ways in which sockets end.
 */
export interface FrameSocket {
  /** Writes a text frame; nothing where the socket is closed or silent. */
  write(text: string): void;
  /** Closes with a handshake; while silent, afterwards. */
  close(code: number, reason?: string): void;
  /** Destroys the connection without a word. */
  abort(): void;
  /** Stops reading and writing while the socket stays open; goes on with `false`. */
  silence(isSilent: boolean): void;
  /** Writes the header of a text frame and half of its payload, then destroys the connection. */
  cutMidFrame(text: string): void;
}
