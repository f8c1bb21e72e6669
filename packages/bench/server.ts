/** A devserver in a process of its own; ends with its parent. */
import { startDevServer } from '@xec/devserver';

const count = Number(process.argv[2] ?? 0);
const accounts: Record<string, string> = {};
for (let user = 0; user < count; user += 1) accounts[`user${String(user)}`] = 'secret';

const server = await startDevServer({ accounts, say: () => undefined });
process.send?.({ url: server.url, domain: server.domain });
process.once('disconnect', () => {
  void server.close().then(() => {
    process.exit();
  });
});
