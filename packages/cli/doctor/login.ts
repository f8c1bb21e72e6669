/**
 * The second half of an examination: from the login to a ping.
 */
import {
  createClient,
  defaultConnector,
  watched,
  type Client,
  type ClientOptions,
} from '@xec/client';
import { parse, readStreamFeatures, type Jid } from '@xec/stanza';
import { PingServer, StanzaError, ping } from '@xec/xec';
import { messageOf } from '../exit.js';
import { adviceFor } from './advice.js';
import type { Report } from './report.js';

const NS_SM = 'urn:xmpp:sm:3';

/** Logs in as any client does, and leaves without having been seen. */
export async function examineLogin(
  options: ClientOptions,
  jid: Jid,
  report: Report,
): Promise<void> {
  let offered: readonly string[] = [];
  const connector = watched(defaultConnector, (frame) => {
    if (!frame.includes('features')) return;
    offered = featuresIn(frame) ?? offered;
  });
  const client = createClient({ ...options, connector, features: [ping], setUp: false });
  client.packets.subscribe('saslsuccess', ({ content }) => {
    report.good(`the login succeeds, with ${content.mechanism}`);
  });
  try {
    await client.connect();
  } catch (error) {
    report.bad(messageOf(error), adviceFor(error));
    return;
  }
  try {
    examineResource(client, jid, report);
    examineManagement(offered, report);
    await examinePing(client, report);
  } finally {
    await client.disconnect();
  }
}

/** What is no XML ends the stream, and is told there. */
function featuresIn(frame: string): readonly string[] | undefined {
  try {
    return readStreamFeatures(parse(frame))?.namespaces;
  } catch {
    return undefined;
  }
}

function examineResource(client: Client, asked: Jid, report: Report): void {
  const bound = client.jid.toString();
  if (asked.resource === undefined || asked.resource === client.jid.resource) {
    report.good(`bound as ${bound}`);
  } else {
    report.note(`bound as ${bound}: the server imposes a resource of its own`);
  }
}

function examineManagement(offered: readonly string[], report: Report): void {
  if (offered.includes(NS_SM)) {
    report.good('stream management is offered (XEP-0198)');
  } else {
    report.note(
      'no stream management (XEP-0198): what is on its way when a connection goes may be lost',
      'Prosody: the module "smacks"; ejabberd: "mod_stream_mgmt".',
    );
  }
}

async function examinePing(client: Client, report: Report): Promise<void> {
  const before = performance.now();
  try {
    await client.request(new PingServer(), { timeoutMs: 10_000 });
    report.good(
      `the server answers a ping in ${String(Math.round(performance.now() - before))} ms`,
    );
  } catch (error) {
    if (error instanceof StanzaError) report.note('the server is there, and does not know pings');
    else report.bad(`a ping was not answered: ${messageOf(error)}`, 'Look at the server’s log.');
  }
}
