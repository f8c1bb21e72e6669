import { startDevServer } from '@xec/devserver';
import type { HistoryWriter } from '../history/index.js';
import type { CrashServer } from './crash-server.js';

/** How long it is away. */
const DOWN_MS = 300;

/** A devserver in this process, which writes down what it handles. */
export async function startOurs(
  history: HistoryWriter,
  onFault: (error: unknown) => void,
): Promise<CrashServer> {
  const server = await startDevServer({
    say: () => undefined,
    onFault,
    onHandled: ({ account: session, streamId: stream, id }) => {
      if (id !== undefined) history.write({ e: 'handled', session, stream, id });
    },
  });
  return {
    url: server.url,
    domain: server.domain,
    canKeepStreams: true,
    addUser: async (name, password) => {
      server.addAccount(name, password);
    },
    restart: (keepStreams) => server.restart({ keepStreams, downMs: DOWN_MS }),
    stop: () => server.close(),
  };
}
