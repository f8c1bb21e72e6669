/**
 * Suites that run against several servers, or in a browser, and say so when they cannot.
 */
import { afterAll, beforeAll, describe } from '../jest.js';
import {
  findChromium,
  missingProgram,
  mustHavePrograms,
  printSkipped,
  type Program,
} from './installed.js';
import {
  serverSupports,
  startTestServer,
  type ServerFeature,
  type TestServer,
  type TestServerName,
} from './test-server.js';

/** What a suite asks of the servers that it runs against. */
export interface OnServersOptions {
  /** The servers to run against; all three when left out. */
  readonly servers?: readonly TestServerName[];
  /** Features without which the suite makes no sense; servers that lack one are skipped. */
  readonly needs?: readonly ServerFeature[];
}

/**
 * A `describe` for each server, which is started before its tests and stopped after them.
 *
 * ```ts
 * describeOnServers('login', (openServer) => {
 *   it('refuses a wrong password', async () => {
 *     const { ws, domain } = openServer();
 *   });
 * });
 * ```
 *
 * A server that is not installed leaves its tests as skipped, with the reason in their title, and
 * one printed line; with `XEC_REQUIRE_SERVERS=1` they fail instead. Accounts, archives and rooms
 * outlive a test: take fresh ones (`addUser`) in each.
 *
 * @param body - Declares the tests; it gets `openServer`, to be called inside them, and whose tests it
 *   declares: one server may have what no other has.
 */
export function describeOnServers(
  title: string,
  body: (openServer: () => TestServer, name: TestServerName) => void,
  { servers = ['devserver', 'prosody', 'ejabberd'], needs = [] }: OnServersOptions = {},
): void {
  for (const name of servers) {
    const lacking = needs.find((feature) => !serverSupports(name, feature));
    const missing = name === 'devserver' ? undefined : missingProgram(name);
    const suite = `${title} on ${name}`;
    const tests = (openServer: () => TestServer): void => {
      body(openServer, name);
    };
    if (lacking !== undefined) skipSuite(suite, `${name} does not have ${lacking}`, tests);
    else if (missing !== undefined) missingSuite(suite, missing, tests);
    else runSuite(suite, name, tests);
  }
}

/**
 * A `describe` whose tests need Chromium; the rules are those of {@link describeOnServers}.
 *
 * @param body - Gets the path of the browser, for playwright-core's `executablePath`.
 */
export function describeInChromium(title: string, body: (executablePath: string) => void): void {
  describeWith('chromium', title, () => {
    body(findChromium() ?? '');
  });
}

/** A `describe` whose tests need a program; the rules are those of {@link describeOnServers}. */
export function describeWith(program: Program, title: string, body: () => void): void {
  const missing = missingProgram(program);
  if (missing === undefined) describe(title, body);
  else missingSuite(title, missing, body);
}

function runSuite(
  title: string,
  name: TestServerName,
  body: (openServer: () => TestServer) => void,
): void {
  describe(title, () => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await startTestServer(name);
    }, 60_000);
    afterAll(async () => {
      await server?.stop();
    });
    body(() => {
      if (server === undefined) throw new Error(`${name} runs only while tests do`);
      return server;
    });
  });
}

function missingSuite(
  title: string,
  reason: string,
  body: (openServer: () => TestServer) => void,
): void {
  if (!mustHavePrograms()) {
    printSkipped(reason);
    skipSuite(title, reason, body);
    return;
  }
  describe(title, () => {
    beforeAll(() => {
      throw new Error(reason);
    });
    body(refuse(reason));
  });
}

function skipSuite(
  title: string,
  reason: string,
  body: (openServer: () => TestServer) => void,
): void {
  describe.skip(`${title} (skipped: ${reason})`, () => {
    body(refuse(reason));
  });
}

const refuse = (reason: string) => (): never => {
  throw new Error(reason);
};
