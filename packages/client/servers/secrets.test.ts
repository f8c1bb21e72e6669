/** A password is nowhere but in the login: rule 56, by each mechanism of each server. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from '@jest/globals';
import { createClient } from '@xec/client';
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
