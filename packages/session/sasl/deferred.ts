/**
 * Mechanisms that few logins use: they are loaded when one does.
 */
import { loadPart } from '@xec/transport';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';
import type { SeldomName } from './seldom.js';

/** Stands for a mechanism until the login begins. */
export class DeferredMechanism implements SaslMechanism {
  readonly name: SeldomName;
  readonly #credentials: SaslCredentials;
  #mechanism: SaslMechanism | undefined = undefined;

  constructor(name: SeldomName, credentials: SaslCredentials) {
    this.name = name;
    this.#credentials = credentials;
  }

  async initial(): Promise<SaslPayload | undefined> {
    const { createSeldom } = await loadPart(() => import('./seldom.js'));
    this.#mechanism = createSeldom(this.name, this.#credentials);
    return this.#mechanism.initial();
  }

  async respond(challenge: Uint8Array): Promise<SaslPayload> {
    return this.#begun.respond(challenge);
  }

  finish(data: Uint8Array | undefined): void {
    this.#begun.finish(data);
  }

  get #begun(): SaslMechanism {
    if (this.#mechanism !== undefined) return this.#mechanism;
    throw new SaslProtocolError('malformed', `An answer to ${this.name} came before it was asked.`);
  }
}
