/** What the benches of all sources share: a server, and who speaks from it. */
import type { Client } from '@xec/client';
import { Oracle, openClients, openProxy, startTestServer } from '@xec/testing';
import type { Clients, Proxy, SourceBench, SourceProbe, SourceWorld } from '@xec/testing';
import { PublishMessage, allFeatures } from '@xec/xec';
import { KEPT } from './question-features.js';

/** An account of a test, and how its sources are made. */
export interface Account {
  readonly jid: string;
  readonly password: string;
  /** The server, by a way that can be cut. */
  readonly service: string;
}

/** What is different from bench to bench. */
export interface Behind {
  tab(keys: readonly string[]): Promise<SourceProbe>;
  /** The session's full JID. */
  jid(): Promise<string>;
  /** Cuts what else there is between source and client. */
  cut?(): void;
  end(): Promise<void>;
}

/** @param begin makes what stands behind the sources of an account */
export async function startWorld(
  begin: (account: Account, clients: Clients) => Promise<Behind>,
  stop: () => Promise<void> = async () => undefined,
): Promise<SourceWorld> {
  const server = await startTestServer('devserver');
  const clients = openClients(() => server, { features: allFeatures });
  let count = 0;
  return {
    async begin(): Promise<SourceBench> {
      count += 1;
      const name = `juliet-${String(count)}`;
      await server.addUser(name);
      const oracle = new Oracle();
      const romeo = await clients.online('romeo', {
        features: [...allFeatures, oracle.feature],
        limits: { handlerMs: 30_000 },
      });
      const proxy = await openProxy(server.ws);
      const jid = `${name}@${server.domain}`;
      const account = { jid, password: `${name}-pw`, service: proxy.url };
      const behind = await begin(account, clients);
      return {
        ...around(romeo, oracle, proxy, behind),
        tab: (keys) => behind.tab(keys),
        async end() {
          await behind.end();
          await clients.end();
          await proxy.close();
        },
      };
    },
    async stop() {
      await stop();
      await server.stop();
    },
  };
}

const around = (romeo: Client, oracle: Oracle, proxy: Proxy, behind: Behind) => ({
  kept: KEPT,
  oracle: romeo.jid.toString(),
  isAsked: () => oracle.isAsked(),
  answer: (answer: Parameters<Oracle['answer']>[0]) => oracle.answer(answer),
  async say(body: string) {
    await romeo.request(new PublishMessage({ to: await behind.jid(), type: 'chat', body }));
  },
  cut() {
    proxy.cut();
    behind.cut?.();
  },
});
