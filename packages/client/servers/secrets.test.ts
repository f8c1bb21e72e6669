/** Passwords, tokens and names of streams are nowhere but on their way: rule 56, on each server. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect } from '@jest/globals';
import { aesVault, createClient, defaultConnector, watched, type ClientOptions } from '@xec/client';
import { startDevServer } from '@xec/devserver';
import { sqliteJournal } from '@xec/journal-sqlite';
import { describeOnServers, type TestServerName } from '@xec/testing';
import { hostile } from '@xec/testing/security';
import { Log, PingServer, jsonLines, ping, type AnyPacket } from '@xec/xec';

const mechanisms: Readonly<Record<TestServerName, readonly string[]>> = {
  devserver: ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'],
  prosody: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'],
  ejabberd: ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'DIGEST-MD5', 'PLAIN'],
};

const PASSWORD = 'n0b0dy-r3ads=this,or&that';

/** A text as it looks in logins, URLs, JSON and messages of SASL. */
function forms(user: string, text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    bytes.toString('base64').replace(/=+$/u, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    // Where the text does not begin at a border of three bytes, its middle looks otherwise.
    Buffer.from(`\0${user}\0${text}`).toString('base64').slice(8, -4),
    Buffer.from(`x${text}`).toString('base64').slice(4, -4),
    Buffer.from(`xx${text}`).toString('base64').slice(4, -4),
  ];
}

/** Comes online, asks something and leaves; gives the secrets that the server gave, and all else. */
async function visit(
  options: Partial<ClientOptions> & Pick<ClientOptions, 'jid' | 'service'>,
  second: Partial<ClientOptions> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'xec-secrets-'));
  const journal = sqliteJournal({ file: join(folder, 'journal.xec') });
  const given: string[] = [];
  const said: string[] = [];
  const watching = watched(defaultConnector, (frame) => {
    for (const [, secret = ''] of frame.matchAll(
      /<(?:enabled\b[^>]*? id|token\b[^>]*? token)='?"?([^'"]+)/gu,
    )) {
      given.push(secret);
    }
  });
  const visitOnce = async (more: Partial<ClientOptions>): Promise<void> => {
    const client = createClient({
      ...options,
      ...more,
      session: 'secretive',
      features: [ping],
      journal,
      connector: watching,
      log: new Log({ level: 'debug', sink: jsonLines((line) => said.push(line)) }),
      onFault: (fault, where) => said.push(where, inspect(fault, { depth: null })),
    });
    client.packets.subscribeAny('*', (packet: AnyPacket) => {
      said.push(JSON.stringify(packet));
    });
    await client.connect();
    await client.request(new PingServer());
    said.push(inspect(client, { depth: 4 }), JSON.stringify(client));
    await client.suspend();
  };
  try {
    await visitOnce({});
    // The next process goes on, by what the journal has.
    await visitOnce(second);
  } finally {
    await journal.close();
  }
  const files = readdirSync(folder).map((name) => join(folder, name));
  const stored = files.map((file) => readFileSync(file).toString('latin1')).join('\n');
  rmSync(folder, { recursive: true, force: true });
  return { given, said: said.join('\n'), stored };
}

const vault = aesVault(new Uint8Array(32).fill(7));

function mustHide(user: string, { given, said, stored }: Awaited<ReturnType<typeof visit>>): void {
  expect(given.length).toBeGreaterThan(0);
  expect(said).toContain('"resumed":true'); // the name did come out of the journal again
  for (const secret of [...given, PASSWORD]) {
    for (const form of forms(user, secret)) {
      expect([form, said.includes(form), stored.includes(form)]).toEqual([form, false, false]);
    }
  }
}

describeOnServers('a password', (server) => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  hostile(
    56,
    'is in no packet, log, error or journal after any login, and neither are its messages',
    async () => {
      const user = `secretive-${String(process.pid)}`;
      await server().addUser(user, PASSWORD);
      const jid = `${user}@${server().domain}`;
      for (const mechanism of mechanisms[server().name]) {
        for (const password of [PASSWORD, `${PASSWORD}!`]) {
          const folder = mkdtempSync(join(tmpdir(), 'xec-secrets-'));
          folders.push(folder);
          const journal = sqliteJournal({ file: join(folder, 'journal.xec') });
          const said: string[] = [];
          const client = createClient({
            jid,
            password,
            service: server().ws,
            session: 'secretive',
            mechanisms: [mechanism],
            allowPlain: true,
            allowLegacy: ['DIGEST-MD5'],
            features: [ping],
            journal,
            log: new Log({ level: 'debug', sink: jsonLines((line) => said.push(line)) }),
            onFault: (fault, where) => said.push(where, String(fault)),
          });
          client.packets.subscribeAny('*', (packet: AnyPacket) => {
            said.push(JSON.stringify(packet));
          });
          const isRight = password === PASSWORD;
          const outcome = await client.connect().then(
            () => 'online',
            (error: unknown) => {
              said.push(String(error), JSON.stringify(error), String((error as Error).stack));
              return 'refused';
            },
          );
          expect([mechanism, outcome]).toEqual([mechanism, isRight ? 'online' : 'refused']);
          if (isRight) await client.request(new PingServer());
          await client.suspend();
          await journal.close();
          const files = readdirSync(folder).map((name) => join(folder, name));
          const stored = files.map((file) => readFileSync(file).toString('latin1')).join('\n');
          const everything = `${said.join('\n')}\n${stored}`;
          expect(said.join('\n')).toContain('session-state');
          for (const form of forms(user, password)) {
            expect([mechanism, form, everything.includes(form)]).toEqual([mechanism, form, false]);
          }
          expect(said.join('\n')).not.toMatch(/<(?:auth|response|challenge|authenticate)\b/u);
          // What may go on with the stream is for the owner of the file alone.
          for (const file of files) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0]);
        }
      }
    },
  );
});

describeOnServers('the name of a stream', (server) => {
  hostile(56, 'is in no packet, log or error, nor in a journal with a vault', async () => {
    const user = `stream-owner-${String(process.pid)}`;
    await server().addUser(user, PASSWORD);
    const jid = `${user}@${server().domain}`;
    mustHide(user, await visit({ jid, password: PASSWORD, service: server().ws, vault }));
  });
});

describe('a token', () => {
  hostile(56, 'is in no packet, log or error, nor in a journal with a vault', async () => {
    const accounts = { alice: PASSWORD };
    const server = await startDevServer({ accounts, sasl2: true, say: () => undefined });
    try {
      const account = { jid: 'alice@localhost', password: PASSWORD, service: server.url };
      const visited = await visit({ ...account, vault }, { password: undefined });
      expect(visited.said).toContain('HT-SHA-256-NONE'); // the second login is by the token
      expect(visited.given.length).toBeGreaterThan(1);
      mustHide('alice', visited);
    } finally {
      await server.close();
    }
  });
});
