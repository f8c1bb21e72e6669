import type { HttpBindings } from '@hono/node-server';

/** What routes get from Node's server; nothing where a test calls them itself. */
export interface GatewayEnv {
  readonly Bindings: Partial<HttpBindings>;
}
