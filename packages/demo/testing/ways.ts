/**
 * The two ways of a page to a server, and how each of them breaks.
 */
import { openProxy, type Proxy, type TestServer } from '@xec/testing';
import type { Browser } from 'playwright-core';
import { DemoProcess } from './demo-process.js';
import { Visitor, type Person } from './visitor.js';

export type { Person } from './visitor.js';

/** Where browsers find a page at `localhost`: not where its gateway listens. */
const AWAY = '127.0.0.2';

/** What Chromium is started with beside `chromiumArgs`, so that the way to a gateway can be cut. */
export const awayArgs: readonly string[] = [`--host-resolver-rules=MAP localhost ${AWAY}`];

/** A server that can be cut off, and a page for it that can be, too. */
export interface Place {
  readonly browser: Browser;
  /** All pages and the daemon reach the server through it. */
  readonly toServer: Proxy;
  /** All pages reach the daemon through it. */
  readonly toGateway: Proxy;
  /** The gateway, and whatever serves the page to those who do without it. */
  readonly daemon: DemoProcess;
  /** The page's address. */
  readonly url: string;
  close(): Promise<void>;
}

export async function openPlace(browser: Browser, { ws, domain }: TestServer): Promise<Place> {
  const toServer = await openProxy(ws);
  // Both servers keep files where they are themselves.
  const uploads = new URL(ws.replace(/^ws/u, 'http')).origin;
  const args = ['--service', toServer.url, '--domain', domain, '--uploads', uploads];
  const daemon = await DemoProcess.start(args);
  const { port } = new URL(daemon.url);
  // Its own host and port, as far as the gateway can see.
  const toGateway = await openProxy(daemon.url, AWAY, Number(port));
  return {
    ...{ browser, toServer, toGateway, daemon },
    url: `http://localhost:${port}/`,
    async close() {
      await daemon.stop();
      await Promise.all([toServer.close(), toGateway.close()]);
    },
  };
}

/** How one of {@link ways} is interrupted, and what a page says of it. */
export interface Drop {
  readonly says: string;
  readonly where: 'toServer' | 'toGateway';
}

/** A way of a page to a server. */
export interface Way {
  arrive(place: Place, person: Person): Promise<Visitor>;
  readonly drops: Readonly<Record<string, Drop>>;
  /** What holds the session of that page dies without a word. */
  kill(place: Place, visitor: Visitor): Promise<unknown>;
  /** It is there again; whoever has to says anew who they are. Gives the page, which may be another one. */
  comeBack(place: Place, visitor: Visitor, person: Person): Promise<Visitor>;
}

const server: Drop = { says: 'Reconnecting', where: 'toServer' };
const gateway: Drop = { says: 'Gateway not reachable', where: 'toGateway' };

export const ways = {
  'through the gateway': {
    async arrive({ browser, url }, person) {
      const visitor = await Visitor.open(browser, url);
      await visitor.signIn(person);
      return visitor;
    },
    drops: { 'the server': server, 'the gateway': gateway },
    kill: ({ daemon }) => daemon.kill(),
    async comeBack({ daemon, url }, visitor, person) {
      await daemon.startAgain();
      // A gateway that was started anew knows nobody, and its page finds that out.
      await visitor.page.waitForURL(url);
      await visitor.signIn(person);
      return visitor;
    },
  },
  'without the gateway': {
    arrive: ({ browser, url, toServer }, person) =>
      Visitor.logIn(browser, url, { ...person, service: toServer.url }),
    drops: { 'the server': server },
    // The worker that holds the session ends with the last page.
    kill: (_place, { page }) => page.close(),
    async comeBack({ url }, visitor, person) {
      const back = await visitor.openAnew(`${url}?via=direct`);
      const password = back.page.getByLabel('Password');
      await back.status.getByText('Online').or(password).first().waitFor();
      if (await password.isVisible()) await back.enterPassword(person);
      return back;
    },
  },
} satisfies Record<string, Way>;
