/** The worker of all tabs that do without a gateway: it holds their sessions. */
import { serveWorker } from '@xec/packet-source';
import { openAccount } from './account.js';

const worker = serveWorker({ open: (_account, login) => openAccount(login) });

addEventListener('connect', (event) => {
  // The event of shared workers, which the types of pages do not know.
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) worker.accept(port);
});
