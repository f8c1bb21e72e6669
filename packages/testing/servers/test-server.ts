/**
 * One shape for every server that a suite can run against: ours, Prosody and ejabberd.
 */
import { Authority, DAY_MS } from '../certificates/index.js';
import { startServer, type RealServerName, type RunningServer } from './real-server.js';

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
  /** XEP-0060, on `pubsub.` and the domain. */
  'pubsub',
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
  /** The host on which strangers make no accounts, where there is one. */
  readonly closedDomain: string | undefined;
  /** The host on which one account can be made in an hour, where there is one. */
  readonly throttledDomain: string | undefined;
  /** The host that takes no weak passwords, where there is one; see {@link RunningServer}. */
  readonly strictDomain: string | undefined;
  /** The host that asks strangers what a picture shows, where there is one. */
  readonly captchaDomain: string | undefined;
  /** Its WebSocket address (RFC 7395). */
  readonly ws: string;
  /** The same over TLS; with the host that `ca` vouches for, as all that follow. */
  readonly wss: string;
  /** Streams over TCP that offer STARTTLS: `xmpp://127.0.0.1:port`. */
  readonly tcp: string;
  /** Streams over TLS from the first byte (XEP-0368): `xmpps://127.0.0.1:port`. */
  readonly tls: string;
  /** XMPP over HTTP (XEP-0206), in clear text. */
  readonly bosh: string;
  /** The same over TLS. */
  readonly boshTls: string;
  /** Where a component connects (XEP-0114): `xmpp://127.0.0.1:port`, its domain and its secret. */
  readonly component: { readonly url: string; readonly domain: string; readonly secret: string };
  /** The authority that signed its certificate, in PEM; it vouches for `localhost` and 127.0.0.1. */
  readonly ca: string;
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
  ...(['rooms', 'pep', 'pubsub', 'registration', 'upload'] as const),
];

/** What each server has, as it is started here. servers.test.ts asks the servers. */
const features: Readonly<Record<TestServerName, ReadonlySet<ServerFeature>>> = {
  devserver: new Set([
    ...(['scram-sha-256', 'scram-sha-512', 'stream-management'] as const),
    ...(['carbons', 'archive', 'rooms', 'pep', 'pubsub', 'registration', 'upload'] as const),
  ]),
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
  const server = name === 'devserver' ? await startOurs() : await startReal(name);
  return { ...server, supports: (feature) => serverSupports(name, feature) };
}

/** As the configurations of the real servers have it. */
const gateway = { domain: 'gateway.localhost', secret: 'gateway-secret' };

type Started = Omit<TestServer, 'supports'>;

async function startReal(name: RealServerName): Promise<Started> {
  const server = await startServer(name);
  return { ...server, ...addressesOf(server) };
}

function addressesOf({ ports }: RunningServer) {
  const at = (scheme: string, port: number, path = ''): string =>
    `${scheme}://127.0.0.1:${String(port)}${path}`;
  return {
    wss: at('wss', ports.https, '/xmpp-websocket'),
    tcp: at('xmpp', ports.tcp),
    tls: at('xmpps', ports.tls),
    bosh: at('http', ports.http, '/http-bind'),
    boshTls: at('https', ports.https, '/http-bind'),
    component: { url: at('xmpp', ports.component), ...gateway },
  };
}

async function startOurs(): Promise<Started> {
  // Loaded when asked for: suites that need real servers alone do not load ours.
  const { startDevServer } = await import('@xec/devserver');
  const domain = 'localhost';
  const accounts = { alice: 'alice-pw', bob: 'bob-pw', carol: 'carol-pw', admin: 'admin-pw' };
  const authority = new Authority();
  const cert = authority.certificate(domain, Date.now() + DAY_MS, ['127.0.0.1']);
  const tls = { key: authority.key, cert };
  const server = await startDevServer({
    ...{ domain, accounts, tls },
    tcp: true,
    components: { [gateway.domain]: gateway.secret },
    registration: 'open',
    say: () => undefined,
  });
  return {
    name: 'devserver',
    domain,
    closedDomain: undefined, // it has one host: a server of its own is started closed
    throttledDomain: undefined,
    strictDomain: undefined,
    captchaDomain: undefined,
    ws: server.url,
    wss: given(server.wssUrl),
    tcp: given(server.tcpUrl),
    tls: given(server.tlsUrl),
    bosh: server.boshUrl,
    boshTls: given(server.secureBoshUrl),
    component: { url: given(server.componentUrl), ...gateway },
    ca: cert,
    addUser: async (name, password = `${name}-pw`) => {
      server.addAccount(name, password);
    },
    kick: async (user) => {
      server.disconnect(user, { streamError: 'policy-violation', text: 'Kicked' });
    },
    stop: () => server.close(),
  };
}

/** An address that the server has by its options. */
function given(url: string | undefined): string {
  if (url === undefined) throw new Error('the devserver was expected to have all its addresses');
  return url;
}
