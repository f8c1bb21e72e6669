/**
 * One shape for every server that a suite can run against: ours, Prosody and ejabberd.
 */
import { startServer, type RealServerName } from './real-server.js';

/** The servers that suites run against. */
export type TestServerName = 'devserver' | RealServerName;

/** What not every server has; see {@link TestServer.supports}. */
export const serverFeatures = [
  'scram-sha-256',
  'scram-sha-512',
  /** XEP-0198, with resumption. */
  'stream-management',
  'carbons',
  /** XEP-0313, of accounts. */
  'archive',
  /** XEP-0045, on `conference.` and the domain. */
  'rooms',
  'pep',
  /** XEP-0402, converted from and to the older bookmarks. */
  'bookmarks-conversion',
  'registration',
  'upload',
  'mix',
] as const;

export type ServerFeature = (typeof serverFeatures)[number];

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

/** What Prosody and ejabberd have in common. */
const usual: readonly ServerFeature[] = [
  ...(['scram-sha-256', 'stream-management', 'carbons', 'archive'] as const),
  ...(['rooms', 'pep', 'registration', 'upload'] as const),
];

/** What each server has, as it is started here. servers.test.ts asks the servers. */
const features: Readonly<Record<TestServerName, ReadonlySet<ServerFeature>>> = {
  devserver: new Set(['scram-sha-256', 'scram-sha-512', 'carbons']),
  prosody: new Set([...usual, 'bookmarks-conversion']),
  ejabberd: new Set([...usual, 'scram-sha-512', 'mix']),
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
  const server = await startDevServer({ domain, accounts, say: () => undefined });
  return {
    name: 'devserver',
    domain,
    ws: server.url,
    addUser: async (name, password = `${name}-pw`) => {
      server.addAccount(name, password);
    },
    kick: async (user) => {
      server.disconnect(user, { streamError: 'policy-violation', text: 'Kicked' });
    },
    stop: () => server.close(),
  };
}
