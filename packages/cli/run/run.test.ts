import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteJournal } from '@xec/journal-sqlite';
import { startDevServer, type DevServer } from '@xec/devserver';
import { xec } from '../testing/run-cli.js';

let server: DevServer;
let folder: string;
const env = { XEC_PASSWORD: 'secret' };
const login = (): string[] => ['--jid', 'alice@localhost', '--service', server.url];

beforeAll(async () => {
  server = await startDevServer({
    accounts: { alice: 'secret', bob: 'secret' },
    say: () => undefined,
    record: true,
  });
  folder = await mkdtemp(join(tmpdir(), 'xec-'));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('xec run', () => {
  it('prints the packet of the result and ends with 0', async () => {
    const { code, lines, err } = await xec(['run', 'Ping/Server', ...login()], { env });
    expect(err).toBe('');
    expect(lines).toMatchObject([{ key: 'ping_server_handle', content: {} }]);
    expect(code).toBe(0);
  });

  it('takes the name in any letter case', async () => {
    const { code, lines } = await xec(['run', 'pINg/server', ...login()], { env });
    expect(lines).toMatchObject([{ key: 'ping_server_handle' }]);
    expect(code).toBe(0);
  });

  it('prints the packet of an error and ends with 1', async () => {
    const { code, lines, err } = await xec(
      ['run', 'ping/entity', ...login(), '--param', 'jid=bob@localhost/nowhere'],
      { env },
    );
    expect(lines).toMatchObject([
      { key: 'ping_entity_errorserviceunavailable', content: { condition: 'service-unavailable' } },
    ]);
    expect(err).toContain('Ping/Entity was refused, service-unavailable');
    expect(code).toBe(1);
  });

  it('prints a timeout and ends with 3', async () => {
    const release = server.faults.drop({
      jid: 'alice',
      stanza: (el) => el.is('iq') && el.getChild('bind') === undefined,
    });
    const { code, lines } = await xec(['run', 'ping/server', ...login(), '--timeout', '0.2'], {
      env,
    });
    release();
    expect(lines).toMatchObject([{ key: 'ping_server_errortimeout' }]);
    expect(code).toBe(3);
  });

  it('ends with 2 for an address of another protocol', async () => {
    const { code, err } = await xec(
      ['run', 'ping/server', '--jid', 'alice@localhost', '--service', 'ftp://127.0.0.1:1/'],
      { env },
    );
    expect(err).toContain('expected --service as wss://');
    expect(code).toBe(2);
  });

  it('ends with 4 where nobody listens', async () => {
    const { code, out, err } = await xec(
      ['run', 'ping/server', '--jid', 'alice@localhost', '--service', 'ws://127.0.0.1:1/'],
      { env },
    );
    expect(out).toBe('');
    expect(err).toContain('ws://127.0.0.1:1/');
    expect(code).toBe(4);
  });

  it('ends with 4 after a wrong password, and does not show it', async () => {
    const { code, err, out } = await xec(['run', 'ping/server', ...login()], {
      env: { XEC_PASSWORD: 'not-the-one' },
    });
    expect(err).toContain('not-authorized');
    expect(out + err).not.toContain('not-the-one');
    expect(code).toBe(4);
  });

  /** Cuts the connection in the middle of the next answer. */
  const cutAnswer = (): (() => void) =>
    server.faults.cutMidFrame({
      jid: 'alice',
      stanza: (el) => el.attrs['type'] === 'result' && el.getChild('bind') === undefined,
    });

  it('has its answer though the connection goes before it', async () => {
    const release = cutAnswer();
    const { code, lines } = await xec(['run', 'ping/server', ...login()], { env });
    release();
    expect(lines).toMatchObject([{ key: 'ping_server_handle' }]);
    expect(code).toBe(0);
  });

  it('ends with 4 when the stream goes for good before the answer', async () => {
    const releases = [cutAnswer(), server.faults.refuseResume('alice')];
    const args = ['run', 'roster/additem', '--param', 'jid=nurse@capulet.example', ...login()];
    const { code, lines } = await xec(args, { env });
    for (const release of releases) release();
    expect(lines).toMatchObject([
      { key: 'roster_additem_errorconnectionlost', content: { delivered: 'unknown' } },
    ]);
    expect(code).toBe(4);
  });

  it('changes the roster, and nobody sees that it was online', async () => {
    const before = server.log.length;
    const params = ['jid=Romeo@Montague.example', 'name=Romeo', 'groups=Friends', 'groups=Verona'];
    const { code, lines } = await xec(
      ['run', 'roster/additem', ...login(), ...params.flatMap((param) => ['--param', param])],
      { env },
    );
    expect(lines).toMatchObject([
      {
        key: 'roster_additem_handle',
        content: { jid: 'romeo@montague.example', name: 'Romeo', groups: ['Friends', 'Verona'] },
      },
    ]);
    expect(lines).toHaveLength(1);
    expect(code).toBe(0);
    const sent = server.log.slice(before).filter(({ direction }) => direction === 'in');
    expect(sent.filter(({ xml }) => xml.startsWith('<presence'))).toEqual([]);
    expect(sent.filter(({ xml }) => xml.includes('jabber:iq:roster'))).toHaveLength(1);
  });

  it('reads the password from a file, without its last line break', async () => {
    const file = join(folder, 'password');
    await writeFile(file, 'secret\n');
    const { code } = await xec(['run', 'ping/server', ...login(), '--password-file', file]);
    expect(code).toBe(0);
  });

  it('asks for the password where somebody can be asked', async () => {
    const questions: string[] = [];
    const { code } = await xec(['run', 'ping/server', ...login()], {
      askSecret: (question) => {
        questions.push(question);
        return Promise.resolve('secret');
      },
    });
    expect(questions).toEqual(['Password of alice@localhost: ']);
    expect(code).toBe(0);
  });
});

describe('xec run --journal', () => {
  const kept = (name: string): string[] => ['--journal', join(folder, `${name}.xec`)];

  it('leaves the session for the next call, which resumes its stream', async () => {
    const before = server.log.length;
    for (let times = 0; times < 2; times += 1) {
      const args = ['run', 'ping/server', ...login(), ...kept('twice'), '--session', 'mine'];
      const { code, lines, err } = await xec(args, { env });
      expect(err).toBe('');
      expect(lines).toMatchObject([{ key: 'ping_server_handle', session: 'mine' }]);
      expect(code).toBe(0);
    }
    const sent = server.log.slice(before).filter(({ direction }) => direction === 'in');
    expect(sent.filter(({ xml }) => xml.startsWith('<resume'))).toHaveLength(1);
    expect(sent.filter(({ xml }) => xml.includes('urn:ietf:params:xml:ns:xmpp-bind'))).toHaveLength(
      1,
    );
  });

  it('lets a request that was interrupted go on in the next call', async () => {
    const stop = new AbortController();
    const release = server.faults.hold({
      jid: 'alice',
      stanza: (el) => {
        const isAnswer = el.is('iq') && el.getChild('bind') === undefined;
        if (isAnswer) stop.abort();
        return isAnswer;
      },
    });
    const args = ['run', 'ping/server', ...login(), ...kept('later')];
    const first = await xec(args, { env, signal: stop.signal });
    expect(first).toMatchObject({ code: 1, out: '' });
    expect(first.err).toContain('is suspended: what is pending goes on');
    release();
    const { code, lines } = await xec(args, { env });
    expect(lines.map(({ key }) => key)).toEqual(['ping_server_handle', 'ping_server_handle']);
    expect(code).toBe(0);
  });

  it('refuses a session name without a journal, and a file that is something else', async () => {
    const wrong = await xec(['run', 'ping/server', ...login(), '--session', 'mine'], { env });
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('expected --journal <file> with --session');
    const file = join(folder, 'letter');
    await writeFile(file, 'Dear Romeo,');
    const other = await xec(['run', 'ping/server', ...login(), '--journal', file], { env });
    expect(other).toMatchObject({ code: 1, out: '' });
    expect(other.err).toContain(`the journal ${file} is damaged`);
  });

  it('ends with 4 while another process has the session', async () => {
    const owner = sqliteJournal({ file: join(folder, 'owned.xec'), owner: 'somebody else' });
    await owner.open('xec run alice@localhost');
    const args = ['run', 'ping/server', ...login(), ...kept('owned')];
    const { code, err } = await xec(args, { env });
    await owner.close();
    expect(err).toContain('xec: session "xec run alice@localhost" is owned by somebody else');
    expect(code).toBe(4);
  });
});

describe('wrong usage of xec', () => {
  it.each([
    [['run', 'rooster/additem'], 'did you mean "Roster/AddItem"?'],
    [['run', 'nonsense'], 'expected an action as <group>/<Class>, got "nonsense"'],
    [['run', 'ping/server', '--param', 'jid=x'], 'Ping/Server takes no params'],
    [['run', 'ping/entity', '--param', 'gid=x@y'], 'did you mean "jid"?'],
    [['run', 'ping/entity', '--param', 'jid'], 'expected --param name=value, got --param jid'],
    [['run', 'ping/entity', '--param', 'jid=a@b@c'], 'params of Ping/Entity: jid: expected a JID'],
    [['run', 'ping/entity'], 'params of Ping/Entity: jid'],
    [['run', 'ping/server', '--timeout', 'soon'], 'Expected seconds above 0, got "soon"'],
    [['run', 'ping/server', '--password', 'x'], "unknown option '--password'"],
    [['listen', 'rooster_*'], 'no packet key is "rooster_*"'],
    [['lisen', 'roster_*'], 'Did you mean listen?'],
  ])('%j ends with 2 and says why', async (args, message) => {
    const { code, err, out } = await xec(
      [...args, '--jid', 'alice@localhost', '--service', 'ws://127.0.0.1:1/'],
      { env },
    );
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it.each([
    [['run', 'ping/server'], "required option '--jid <jid>' not specified"],
    [['run', 'ping/server', '--jid', 'a@b@c'], 'expected a JID, got "a@b@c"'],
    [['run', 'ping/server', '--jid', 'localhost'], 'expected the JID of an account'],
    [['run', 'ping/server', '--jid', 'alice@localhost'], 'expected a password'],
    [
      ['run', 'ping/server', '--jid', 'alice@localhost', '--password-file', '/nowhere/at/all'],
      '--password-file /nowhere/at/all',
    ],
    [[], 'Usage: xec'],
  ])('%j ends with 2', async (args, message) => {
    const { code, err } = await xec(args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('help and version are no errors', async () => {
    expect(await xec(['--help'])).toMatchObject({ code: 0, err: '' });
    expect(await xec(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' });
  });
});
