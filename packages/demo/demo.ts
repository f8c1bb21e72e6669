/**
 * The whole demo in one process: a server, everybody's clients, a bot, a gateway with its page.
 */
import { randomBytes } from 'node:crypto';
import { createClient, suspendAll } from '@xec/client';
import { startDevServer, type DevServer } from '@xec/devserver';
import { startGateway, type Gateway, type Person } from '@xec/gateway';
import { widgetActions, widgetKeys } from '@xec/widgets';
import { allFeatures, type Log } from '@xec/xec';
import type { BotPace } from './bot.js';
import { bot, makePasswords, nurse, people, rosters, type Character } from './cast.js';
import { makeHistory } from './history.js';
import { raiseCurtain } from './curtain.js';
import { openJournal } from './open-journal.js';
import { pageFolder } from './page-folder.js';

export interface DemoOptions {
  /** The page's port. Default 0: a free one. */
  readonly port?: number;
  /** The file in which everybody's sessions are kept. Default: memory. */
  readonly journal?: string | undefined;
  /** How fast the bot is. */
  readonly pace?: BotPace;
  /** Default: warnings and errors, as JSON lines, on standard error. */
  readonly log?: Log;
  /** Gets what there is to say to people; default `console.log`. */
  readonly say?: (line: string) => void;
}

/** A demo that runs. */
export interface Demo {
  /** The page's address. */
  readonly url: string;
  readonly server: DevServer;
  readonly gateway: Gateway;
  /** Passwords by account, for who logs in without the gateway. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Stops everything. */
  close(): Promise<void>;
}

/**
 * Starts everything.
 *
 * @throws Error when the page was not built, or the port is taken: nothing is left running then
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const page = pageFolder();
  const stops: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    // Those that stand on others go first.
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const passwords = makePasswords(() => randomBytes(18).toString('base64url'));
    const { say = console.log } = options;
    const server = await startDevServer({
      accounts: passwords,
      roster: rosters,
      say,
    });
    stops.push(() => server.close());
    server.addHistory(makeHistory(Date.now()));
    const sessions = [bot, nurse, ...people].map(({ id }) => id);
    const journal = await openJournal(options.journal, sessions, say);
    const enter = ({ id, name }: Character): Person => {
      const client = createClient({
        jid: `${id}@${server.domain}`,
        password: passwords[id],
        service: server.url,
        features: allFeatures,
        journal,
        session: id,
        backoff: { baseMs: 1000 },
        ...(options.log !== undefined && { log: options.log }),
      });
      return { id, name, client, journal, session: id };
    };
    const friar = enter(bot);
    const angelica = enter(nurse);
    const visited = people.map(enter);
    const clients = [friar, angelica, ...visited].map(({ client }) => client);
    // Their sessions stay as they are, and the journal is closed.
    stops.push(() => suspendAll(clients));
    // First of all, for its port is what may be taken.
    const gateway = await startGateway({
      people: visited,
      // Whoever tries it may look behind the page: it is on this machine, with people of a play.
      admin: { isOpen: true },
      keys: widgetKeys,
      actions: widgetActions,
      page,
      // Where a page goes that does without the gateway.
      connect: [new URL(server.url).origin],
      port: options.port ?? 0,
      ...(options.log !== undefined && { log: options.log }),
    });
    stops.push(() => gateway.close());
    stops.push(await raiseCurtain({ friar, angelica, visited }, options.pace));
    return { url: gateway.url, server, gateway, passwords, close };
  } catch (error) {
    await close();
    throw error;
  }
}
