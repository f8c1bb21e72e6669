import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { login, startServer } from '../testing/servers.js';
import { readArguments } from './arguments.js';
import { obey } from './commands.js';
import { historyIn } from './history.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devserver-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the arguments', () => {
  it('give two friends on port 5280, or another one', () => {
    const { options, history } = readArguments([]);
    expect(options).toMatchObject({ port: 5280, accounts: { alice: 'secret', bob: 'secret' } });
    expect(history).toBeUndefined();
    expect(readArguments(['5281']).options.port).toBe(5281);
    expect(readArguments(['--port', '0']).options.port).toBe(0);
    expect(() => readArguments(['--port', 'x'])).toThrow('the port is a number');
    expect(() => readArguments(['--prot', '1'])).toThrow();
  });

  it('give the accounts of a file', () => {
    const file = join(folder, 'accounts.json');
    writeFileSync(file, JSON.stringify({ accounts: { carol: 'x' } }));
    const { options } = readArguments(['--accounts-file', file, '--history', 'h']);
    expect(options).toEqual({ accounts: { carol: 'x' }, port: 5280 });
  });
});

it('the history has a line for each stanza, written when it is told', async () => {
  const file = join(folder, 'history');
  const server = await startServer(historyIn(file));
  const alice = await login(server, 'alice', 'a');
  await alice.enable();
  await alice.request(
    `<iq xmlns='jabber:client' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>`,
  );
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { event: 'sent', account: 'alice', id: '1', type: 'result', count: 1 },
    { event: 'handled', account: 'alice', id: '1', type: 'get', count: 1 },
  ]);
});

describe('the commands', () => {
  it('restart the server and end streams, and say what was done', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    await alice.enable();
    expect(await obey(server, { cmd: 'disconnect', jid: 'alice' })).toEqual({ done: 'disconnect' });
    expect((await alice.closed).code).toBe(1006);
    expect(await obey(server, { cmd: 'restart' })).toEqual({ done: 'restart' });
    expect(server.sessions()).toEqual([alice.jid]);
    await obey(server, { cmd: 'restart', keepStreams: false, downMs: 1 });
    expect(server.sessions()).toEqual([]);
  });

  it('say why something could not be done', async () => {
    const server = await startServer();
    const answer = await obey(server, { cmd: 'disconnect', jid: 'alice' });
    expect(answer).toEqual({ failed: 'nobody is there as "alice"' });
    expect(await obey(server, { cmd: 'dance' })).toEqual({ failed: 'there is no command "dance"' });
  });
});
