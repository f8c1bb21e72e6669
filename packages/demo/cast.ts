/** Who is there when the demo starts. */
import type { DevServerOptions } from '@xec/devserver';

/** Somebody of the demo. */
export interface Character {
  /** The account's name. */
  readonly id: string;
  readonly name: string;
}

/** Whom visitors of the page may be. */
export const people: readonly Character[] = [
  { id: 'juliet', name: 'Juliet' },
  { id: 'romeo', name: 'Romeo' },
];

/** Who answers by itself. */
export const bot: Character = { id: 'friar', name: 'Friar Laurence' };

const everybody = [...people, bot];

/** Everybody has everybody else in the roster, and sees their presence. */
export const rosters: NonNullable<DevServerOptions['roster']> = Object.fromEntries(
  everybody.map(({ id }) => [
    id,
    everybody.filter((other) => other.id !== id).map(({ id: jid, name }) => ({ jid, name })),
  ]),
);

/** Passwords by account: nobody has to know them. */
export const makePasswords = (random: () => string): Record<string, string> =>
  Object.fromEntries(everybody.map(({ id }) => [id, random()]));
