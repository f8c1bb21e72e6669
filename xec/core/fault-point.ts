/**
 * Moments at which a process may die. Tests make it die exactly there; in production nobody listens,
 * and a point costs one look at a field.
 *
 * | point | the moment |
 * |---|---|
 * | `before-store` (K1) | a unit is complete and not stored |
 * | `after-store` (K2) | it is stored, and nothing of it has left |
 * | `while-sending` (K3) | the next stanza's bytes are about to leave |
 * | `after-send` (K4) | they have left, and the server has not acknowledged them |
 * | `after-ack` (K5) | the server has acknowledged them, and has not answered |
 * | `before-handle` (K6) | a stanza has come, and nobody has handled it |
 * | `in-handle` (K7) | a handler runs |
 * | `after-handle` (K8) | the handlers have run, and nothing they did is stored |
 * | `after-commit` (K9) | it is stored, and the server does not know |
 * | `before-publish` (K10) | a stored packet has not reached anyone |
 * | `after-publish` (K11) | it has reached its subscribers, and no cursor has moved |
 * | `while-restarting` (K12) | what was stored is read, and the stream is not there yet |
 */
export type FaultPoint =
  | 'before-store'
  | 'after-store'
  | 'while-sending'
  | 'after-send'
  | 'after-ack'
  | 'before-handle'
  | 'in-handle'
  | 'after-handle'
  | 'after-commit'
  | 'before-publish'
  | 'after-publish'
  | 'while-restarting';

/** All fault points, K1 first. */
export const faultPoints: readonly FaultPoint[] = [
  'before-store',
  'after-store',
  'while-sending',
  'after-send',
  'after-ack',
  'before-handle',
  'in-handle',
  'after-handle',
  'after-commit',
  'before-publish',
  'after-publish',
  'while-restarting',
];
