/**
 * The components of a server (XEP-0114): domains that other processes answer for.
 */
import type { ModuleFactory } from '../modules/module.js';
import { refuse } from '../router.js';
import type { ComponentConnection } from './connection.js';

export class Components {
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #connected = new Map<string, ComponentConnection>();

  /** @param secrets by domain */
  constructor(secrets: Readonly<Record<string, string>>) {
    this.#secrets = new Map(Object.entries(secrets));
  }

  get domains(): readonly string[] {
    return [...this.#secrets.keys()];
  }

  secretOf(domain: string): string | undefined {
    return this.#secrets.get(domain);
  }

  /** Who answers for a domain now. */
  at(domain: string): ComponentConnection | undefined {
    return this.#connected.get(domain);
  }

  add(connection: ComponentConnection): void {
    this.#connected.set(connection.domain, connection);
  }

  remove(connection: ComponentConnection): void {
    if (this.at(connection.domain) === connection) this.#connected.delete(connection.domain);
  }
}

/** Gives what is for a domain to its component. */
export const componentModule =
  (domain: string): ModuleFactory =>
  (host) => ({
    name: `component ${domain}`,
    domain,
    receive: (stanza, _to, sender) => {
      const component = host.components.at(domain);
      if (component !== undefined) component.send(stanza);
      // As Prosody has it: the domain is known, and nobody answers for it.
      else refuse(sender, stanza, 'remote-server-timeout', 'The component is not connected');
    },
  });
