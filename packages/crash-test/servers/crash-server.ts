/** A server that a run may restart. */
export interface CrashServer {
  readonly url: string;
  readonly domain: string;
  /** Whether it can come back with the streams that it had. */
  readonly canKeepStreams: boolean;
  addUser(name: string, password: string): Promise<void>;
  /** Resolves when it serves again, at the same address and with the same accounts. */
  restart(keepsStreams: boolean): Promise<void>;
  stop(): Promise<void>;
}
