import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An empty page that runs one script. */
export interface ScriptServer {
  /** A secure context: browsers trust their own machine. */
  readonly url: string;
  /** The same, as a page without https has it. */
  readonly insecureUrl: string;
  close(): Promise<void>;
}

/** Serves `script` as `/script.js`, for workers too, and a page that loads it. */
export async function serveScript(script: string): Promise<ScriptServer> {
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === '/script.js'
        ? ['text/javascript', script]
        : [
            'text/html',
            '<!doctype html><title>test</title><body><script src="/script.js"></script>',
          ];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/`,
    insecureUrl: `http://insecure.example:${port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
