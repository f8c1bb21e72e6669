/**
 * What a page does over BOSH; `page.test.ts` makes a script of it.
 */
import { createClient } from '@xec/client';
import { PingServer, ping, silentLog } from '@xec/xec';
import { bosh } from '@xec/transport-bosh';

/** Logs in, asks the server something, and leaves; the full JID. */
async function visit(service: string, jid: string, password: string): Promise<string> {
  const features = [ping];
  const client = createClient({
    service,
    jid,
    password,
    features,
    connector: bosh,
    log: silentLog,
  });
  await client.connect();
  await client.request(new PingServer());
  const own = client.jid.toString();
  await client.disconnect();
  return own;
}

/** Why nothing can be connected to at `service`. */
const refusal = (service: string): Promise<string> =>
  bosh(service, { onFrame: () => undefined, onClose: () => undefined }).then(
    () => 'open',
    (error: unknown) => String((error as { code?: string }).code), // a TransportError
  );

Object.assign(globalThis, { visit, refusal });
