/**
 * One shape for every server that a suite can run against: ours, Prosody and ejabberd.
 */
import { startServer, type RealServerName } from './real-server.js';

/** The servers that suites run against. */
export type TestServerName = 'devserver' | RealServerName;

/** What not every server has; see {@link TestServer.supports}. */
export type ServerFeature =
  | 'scram-sha-256'
  | 'scram-sha-512'
  | 'sasl2'
  | 'stream-management'
  | 'resumption'
  | 'carbons'
  | 'archive'
  | 'rooms'
  | 'pep'
  | 'bookmarks2'
  | 'registration'
  | 'upload'
  | 'mix';

/** A server that runs for one suite. */
export interface TestServer {
  readonly name: TestServerName;
  /** The host that accounts belong to; `alice` and `bob` are there, password `<name>-pw`. */
  readonly domain: string;
  /** Its WebSocket address (RFC 7395). */
  readonly ws: string;
  /** Makes an account; the password is `<name>-pw` when none is given. */
  addUser(name: string, password?: string): Promise<void>;
  /** Ends every stream of that user, as an administrator would. */
  kick(user: string): Promise<void>;
  stop(): Promise<void>;
  supports(feature: ServerFeature): boolean;
}

/** What each server has, as the configurations here make it. */
const features: Readonly<Record<TestServerName, ReadonlySet<ServerFeature>>> = {
  devserver: new Set(['scram-sha-256', 'stream-management', 'resumption']),
  prosody: new Set([
    ...(['scram-sha-256', 'sasl2', 'stream-management', 'resumption', 'carbons'] as const),
    ...(['archive', 'rooms', 'pep', 'bookmarks2', 'registration', 'upload'] as const),
  ]),
  ejabberd: new Set([
    ...(['scram-sha-256', 'scram-sha-512', 'stream-management', 'resumption', 'carbons'] as const),
    ...(['archive', 'rooms', 'pep', 'registration', 'upload', 'mix'] as const),
  ]),
};

/** Whether the server of that name has `feature`, known before it is started. */
export const serverSupports = (name: TestServerName, feature: ServerFeature): boolean =>
  features[name].has(feature);

/**
 * Starts the server of that name.
 *
 * @throws Error when it does not start.
 */
export async function startTestServer(name: TestServerName): Promise<TestServer> {
  const server = name === 'devserver' ? await startOurs() : await startServer(name);
  return { ...server, supports: (feature) => serverSupports(name, feature) };
}

async function startOurs(): Promise<Omit<TestServer, 'supports'>> {
  // Loaded when asked for: suites that need real servers alone do not load ours.
  const { startDevServer } = await import('@xec/devserver');
  const domain = 'localhost';
  const accounts = { alice: 'alice-pw', bob: 'bob-pw', carol: 'carol-pw', admin: 'admin-pw' };
  const server = await startDevServer({ port: 0, domain, accounts });
  return {
    name: 'devserver',
    domain,
    ws: server.url,
    addUser: async (name, password = `${name}-pw`) => {
      await server.addAccount(name, password);
    },
    kick: async (user) => {
      await server.disconnect(`${user}@${domain}`);
    },
    stop: async () => {
      await server.close();
    },
  };
}
