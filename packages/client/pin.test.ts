import { startDevServer } from '@xec/devserver';
import { expect, it } from '@jest/globals';
import { memoryJournal } from '@xec/journal-memory';
import { silentLog } from '@xec/xec';
import { createClient } from './index.js';

it('keeps the mechanism pinned after the session ended, for whoever takes it up again', async () => {
  const accounts = { juliet: 'secret' };
  const journal = memoryJournal();
  const strong = await startDevServer({ accounts, say: () => undefined });
  const weak = await startDevServer({ accounts, mechanisms: ['PLAIN'], say: () => undefined });
  const client = (service: string, password = 'secret') =>
    createClient({
      jid: 'juliet@localhost',
      password,
      service,
      journal,
      session: 'juliet',
      allowPlain: true,
      log: silentLog,
    });
  try {
    const first = client(strong.url);
    await first.connect();
    await first.disconnect();
    // A login that fails, by a slip or by somebody's will, does not free it either.
    await expect(client(strong.url, 'wrong').connect()).rejects.toThrow('not-authorized');
    await expect(client(weak.url).connect()).rejects.toThrow(/logged in with SCRAM-SHA-512 before/);
  } finally {
    await Promise.all([strong.close(), weak.close()]);
  }
});
