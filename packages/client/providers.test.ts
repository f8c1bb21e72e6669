import { afterEach, describe, expect, it } from '@jest/globals';
import type { Element } from '@xec/stanza';
import { StageServer } from '@xec/testing';
import { memoryConnector } from '@xec/transport';
import { Payload, PingServer, feature, payload, ping, silentLog } from '@xec/xec';
import 'reflect-metadata';
import { inject, injectable } from 'tsyringe';
import {
  CLIENT,
  JOURNAL,
  LOG,
  RUNTIME,
  createClient,
  memoryJournal,
  systemRuntime,
  type Client,
  type ClientOptions,
  type Provider,
} from './index.js';

const GUESTS = Symbol('guests');
const GREETING = Symbol('greeting');

/** Who was greeted, and how. */
@injectable()
class Guests {
  readonly names: string[] = [];
  constructor(@inject(GREETING) readonly greeting: string) {}
}

@injectable()
@payload('Hello', { name: 'hello', xmlns: 'urn:example:hello', under: 'message', from: 'any' })
class Hello extends Payload<'Hello'> {
  constructor(
    @inject(GUESTS) private readonly guests: Guests,
    @inject(CLIENT) private readonly client: Client,
  ) {
    super();
  }

  override handle(el: Element): void {
    this.guests.names.push(`${this.guests.greeting} ${el.getText()} at ${this.client.jid.bare}`);
  }
}

const hello = feature({ name: 'hello', payloads: [Hello] });

const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
});

/** A client whose server says hello twice before it answers a request. */
function make(local: string, providers: readonly Provider[], more: Partial<ClientOptions> = {}) {
  const client = createClient({
    jid: `${local}@capulet.example`,
    password: 'r0m30myr0m30',
    allowPlain: true,
    service: 'memory',
    log: silentLog,
    features: [ping, hello],
    providers,
    connector: memoryConnector((transport) => {
      const says = (name: string): string =>
        `<message xmlns='jabber:client'><hello xmlns='urn:example:hello'>${name}</hello></message>`;
      new StageServer(transport, 'capulet.example', (el, server) => {
        if (el.name !== 'iq') return undefined;
        if (el.attrs['type'] === 'set') return [server.bound(el, `${local}@capulet.example/x`)];
        const id = String(el.attrs['id']);
        return [
          says('romeo'),
          says('paris'),
          `<iq xmlns='jabber:client' type='result' id='${id}'/>`,
        ];
      });
    }),
    ...more,
  });
  clients.push(client);
  return client;
}

async function greeted(client: Client): Promise<readonly string[]> {
  await client.connect();
  await client.request(new PingServer());
  return (await client.container).resolve<Guests>(GUESTS).names;
}

describe('providers', () => {
  it('give values and classes to payloads, one of each a client', async () => {
    const providers: Provider[] = [
      { token: GREETING, useValue: 'Hi' },
      { token: GUESTS, useClass: Guests },
    ];
    const [juliet, nurse] = [make('juliet', providers), make('nurse', providers)];
    expect(await greeted(juliet)).toEqual([
      'Hi romeo at juliet@capulet.example',
      'Hi paris at juliet@capulet.example',
    ]);
    expect(await greeted(nurse)).toEqual([
      'Hi romeo at nurse@capulet.example',
      'Hi paris at nurse@capulet.example',
    ]);
    const containers = await Promise.all([juliet.container, nurse.container]);
    expect(new Set(containers.map((one) => one.resolve(GUESTS))).size).toBe(2);
  });

  it('call a factory once a client, with its container', async () => {
    const made: Guests[] = [];
    const providers: Provider[] = [
      { token: GREETING, useValue: 'Good morrow' },
      {
        token: GUESTS,
        useFactory: (container) => {
          const guests = new Guests(container.resolve(GREETING));
          made.push(guests);
          return guests;
        },
      },
    ];
    const juliet = make('juliet', providers);
    expect(await greeted(juliet)).toHaveLength(2);
    expect(made).toHaveLength(1);
    expect(await greeted(make('nurse', providers))).toHaveLength(2);
    expect(made).toHaveLength(2);
  });

  it('may differ from client to client', async () => {
    const values = ['Hi', 'Ho'].map((greeting) => new Guests(greeting));
    const made = values.map((useValue) => make('juliet', [{ token: GUESTS, useValue }]));
    for (const client of made) await greeted(client);
    expect(values.map(({ names }) => names[0])).toEqual([
      'Hi romeo at juliet@capulet.example',
      'Ho romeo at juliet@capulet.example',
    ]);
  });

  it('that are missing are reported where the payload is needed, by name', async () => {
    const faults: string[] = [];
    const client = make('juliet', [], {
      onFault: (fault, where) => faults.push(`${where}: ${String(fault)}`),
    });
    await client.connect();
    await expect(client.request(new PingServer())).resolves.toEqual({});
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/Hello[^]*guests/);
  });

  it('are added to what each client has', async () => {
    const journal = memoryJournal();
    const client = make('juliet', [], { journal });
    const container = await client.container;
    expect(container).toBe(await client.container);
    expect(container.resolve(CLIENT)).toBe(client);
    expect(container.resolve(JOURNAL)).toBe(journal);
    expect(container.resolve(LOG)).toBe(client.log);
    expect(container.resolve(RUNTIME)).toBe(systemRuntime);
  });

  it('are not seen by other clients', async () => {
    const juliet = await make('juliet', [{ token: GREETING, useValue: 'Hi' }]).container;
    expect(juliet.resolve(GREETING)).toBe('Hi');
    const nurse = await make('nurse', []).container;
    expect(() => nurse.resolve(GREETING)).toThrow();
  });
});
