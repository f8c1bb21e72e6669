import type { ScramUpgradeSalt } from '@xec/stanza';
import type { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  upgradedPassword,
  type SaslPayload,
  type ScramName,
} from '../sasl/index.js';

/** The tasks that there are (XEP-0480 section 3), by their names. */
const hashes: Readonly<Record<string, ScramName>> = {
  'UPGR-SCRAM-SHA-256': 'SCRAM-SHA-256',
  'UPGR-SCRAM-SHA-512': 'SCRAM-SHA-512',
};

/** Gives a server that has only an old hash of the password a newer one, where it asks for it. */
export class UpgradeTasks {
  /** Those that this login is ready for. */
  readonly names: readonly string[];
  readonly #password: Secret | undefined;
  #chosen: string | undefined = undefined;

  /** @param offered of what the server offers; none where the password is not at hand */
  constructor(offered: readonly string[], password: Secret | undefined) {
    this.#password = password;
    this.names =
      password === undefined ? [] : offered.filter((name) => Object.hasOwn(hashes, name));
  }

  /**
   * The one to do of those that the server demands.
   *
   * @throws SaslProtocolError where all are unknown: an app for two factors may know them
   */
  choose(demanded: readonly string[]): string {
    const chosen = demanded.find((name) => this.names.includes(name));
    if (chosen === undefined) {
      const text = `The server wants more than the password (${demanded.join(', ')}), which is not known here.`;
      throw new SaslProtocolError('mandatory-extension', text);
    }
    this.#chosen = chosen;
    return chosen;
  }

  /** The salted password that the chosen task is about. */
  async answer(salt: ScramUpgradeSalt | undefined): Promise<SaslPayload> {
    const name = hashes[this.#chosen ?? ''];
    if (name === undefined || salt === undefined || this.#password === undefined) {
      throw new SaslProtocolError(
        'malformed',
        'A salt for the new hash of the password was expected.',
      );
    }
    return upgradedPassword(name, this.#password, salt);
  }
}
