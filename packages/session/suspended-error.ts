/** The session was left for a later process: the request goes on there, and has no outcome here. */
export class SuspendedError extends Error {
  override readonly name = 'SuspendedError';

  constructor(session: string) {
    super(`the session "${session}" is suspended: what is pending goes on when it is opened again`);
  }
}
