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

/** Who is in the room, and comments. */
export const nurse: Character = { id: 'nurse', name: 'Angelica, the nurse' };

/** Who has an account, and is never there. */
export const absent: readonly Character[] = [
  { id: 'benvolio', name: 'Benvolio' },
  { id: 'tybalt', name: 'Tybalt' },
];

const everybody = [...people, bot, nurse, ...absent];

/** In which groups of each other's rosters they are. */
const groups: Readonly<Record<string, readonly string[]>> = {
  juliet: ['Capulet'],
  nurse: ['Capulet'],
  tybalt: ['Capulet'],
  romeo: ['Montague'],
  benvolio: ['Montague'],
};

/** Everybody has everybody else in the roster, and sees their presence. */
export const rosters: NonNullable<DevServerOptions['roster']> = Object.fromEntries(
  everybody.map(({ id }) => [
    id,
    everybody
      .filter((other) => other.id !== id)
      .map(({ id: jid, name }) => ({ jid, name, groups: groups[jid] ?? [] })),
  ]),
);

/** Passwords by account: nobody has to know them. */
export const makePasswords = (random: () => string): Record<string, string> =>
  Object.fromEntries(everybody.map(({ id }) => [id, random()]));
