/** People online at a devserver, and gateways before them: all of it goes with the test. */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { createClient, memoryJournal, type Client } from '@xec/client';
import { startTestServer, type TestServer } from '@xec/testing';
import { ping, roster, silentLog, type Feature, type Journal } from '@xec/xec';
import { startGateway, type Gateway } from '../gateway.js';
import type { GatewayOptions, Person } from '../options.js';

export class World {
  readonly #clients: Client[] = [];
  readonly #gateways: Gateway[] = [];
  #server: TestServer | undefined = undefined;
  #count = 0;

  constructor() {
    beforeAll(async () => {
      this.#server = await startTestServer('devserver');
    });
    afterEach(async () => {
      await Promise.all(this.#gateways.splice(0).map((gateway) => gateway.close()));
      await Promise.all(this.#clients.splice(0).map((client) => client.disconnect()));
    });
    afterAll(() => this.#server?.stop());
  }

  get server(): TestServer {
    if (this.#server === undefined) throw new Error('the server does not run');
    return this.#server;
  }

  /** Somebody online, in a session of its own. */
  async person(
    id: string,
    features: readonly Feature[] = [ping, roster],
    journal: Journal = memoryJournal(),
  ): Promise<Person> {
    this.#count += 1;
    const account = `${id}-${String(this.#count)}`;
    await this.server.addUser(account, 'secret');
    const session = `session of ${account}`;
    const client = createClient({
      jid: `${account}@${this.server.domain}`,
      password: 'secret',
      service: this.server.ws,
      features,
      journal,
      session,
      log: silentLog,
    });
    this.#clients.push(client);
    await client.connect();
    return { id, name: id, client, journal, session };
  }

  async gateway(options: GatewayOptions): Promise<Gateway> {
    const gateway = await startGateway(options);
    this.#gateways.push(gateway);
    return gateway;
  }
}
