/**
 * The page for one's own server: a gateway in which people sign in with JID and password.
 */
import { clientAccounts, startGateway, type Gateway } from '@xec/gateway';
import { allFeatures, type Log } from '@xec/xec';
import { widgetActions, widgetKeys } from '@xec/widgets';
import { openJournal } from './open-journal.js';
import { pageFolder } from './page-folder.js';

export interface ServiceOptions {
  /** Where the server's WebSocket is: `wss://chat.capulet.example/ws`. */
  readonly service: string;
  /** Whose accounts may sign in. */
  readonly domains: readonly string[];
  /** The page's port. Default 0: a free one. */
  readonly port?: number;
  /** The file in which everybody's sessions are kept. Default: memory. */
  readonly journal?: string | undefined;
  readonly log?: Log;
  readonly say?: (line: string) => void;
}

/** A page for one's own server. */
export interface ServicePage {
  /** The page's address. */
  readonly url: string;
  readonly gateway: Gateway;
  close(): Promise<void>;
}

/** @throws Error when the page was not built, or the port is taken: nothing is left running then */
export async function startService(options: ServiceOptions): Promise<ServicePage> {
  const page = pageFolder();
  const { service, domains, say = console.log } = options;
  const log = options.log === undefined ? {} : { log: options.log };
  const journal = await openJournal(options.journal, [], say);
  const accounts = clientAccounts({ domains, service, features: allFeatures, journal, ...log });
  try {
    const gateway = await startGateway({
      accounts,
      admin: {},
      keys: widgetKeys,
      actions: widgetActions,
      page,
      port: options.port ?? 0,
      ...log,
    });
    const close = async (): Promise<void> => {
      await gateway.close(); // sessions are suspended, and go on another time
      await journal.close();
    };
    return { url: gateway.url, gateway, close };
  } catch (error) {
    await journal.close();
    throw error;
  }
}
