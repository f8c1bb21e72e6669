/**
 * A process that opens as many sessions as it is told to, and says how many are online, why others are
 * not, and how many of those online have an answer to what they asked.
 */
import { writeSync } from 'node:fs';
import { createClient, type Client } from '@xec/client';
import { silentLog } from '@xec/xec';
import { Ask, probe } from '../probe/index.js';

const STDOUT = 1;
const [service = '', count = '0'] = process.argv.slice(2);
const online: Client[] = [];
const refused: string[] = [];

for (let n = 0; n < Number(count); n += 1) {
  const client = createClient({
    jid: `s${String(n)}@localhost/crowd`,
    password: `s${String(n)}-pw`,
    service,
    allowPlain: true,
    features: [probe],
    log: silentLog,
  });
  try {
    await client.connect();
    online.push(client);
  } catch (error) {
    const { name, message } = error as Error;
    refused.push(`${name} ${message}`);
  }
}
const answers = await Promise.allSettled(online.map((client) => client.request(new Ask({ n: 1 }))));
const answered = answers.filter(({ status }) => status === 'fulfilled').length;
writeSync(STDOUT, `${JSON.stringify({ online: online.length, refused, answered })}\n`);
