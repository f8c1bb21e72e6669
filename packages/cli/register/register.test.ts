import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startDevServer,
  type DevServer,
  type DevServerOptions,
  type ModuleFactory,
} from '@xec/devserver';
import { iqResult, parse, xml, type Element } from '@xec/stanza';
import { xec, type CliOptions, type Outcome } from '../testing/run-cli.js';

let server: DevServer | undefined;
const folders: string[] = [];

afterEach(async () => {
  await server?.close();
  server = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'xec-test-'));
  folders.push(folder);
  return folder;
};

const start = async (options: DevServerOptions): Promise<DevServer> => {
  server = await startDevServer({
    accounts: { alice: 'secret' },
    say: () => undefined,
    ...options,
  });
  return server;
};

/** Registers at the server that runs; where nothing else is said, with a password and no terminal. */
const register = (args: readonly string[], options: CliOptions = {}): Promise<Outcome> =>
  xec(['register', '--service', server?.url ?? 'ws://127.0.0.1:1/', ...args], {
    env: { XEC_PASSWORD: 'R0m30 ♥' },
    ...options,
  });

/** A person at a terminal, who says these things. */
function person(answers: readonly (string | ((shown: string) => string))[]) {
  const questions: string[] = [];
  const left = [...answers];
  let shown = '';
  const answer = async (question: string): Promise<string> => {
    questions.push(question);
    const next = left.shift();
    if (next === undefined) throw new Error(`nobody expected "${question}"`);
    return typeof next === 'string' ? next : next(shown);
  };
  const onErr = (text: string): void => {
    shown += text;
  };
  return { questions, options: { env: {}, ask: answer, askSecret: answer, onErr } };
}

const isAccount = async (name: string, password = 'R0m30 ♥'): Promise<boolean> => {
  const login = ['--jid', `${name}@localhost`, '--service', server?.url ?? ''];
  const { code } = await xec(['run', 'ping/server', ...login], { env: { XEC_PASSWORD: password } });
  return code === 0;
};

describe('xec register', () => {
  it('makes an account of a name and the password that is at hand', async () => {
    await start({ registration: 'open' });
    const { code, lines, err } = await register(['juliet@localhost']);
    expect(lines).toEqual([{ jid: 'juliet@localhost' }]);
    expect(err).toBe('Choose a username and password to register with this server\n');
    expect(code).toBe(0);
    expect(await isAccount('juliet')).toBe(true);
  });

  it('takes the name as a field, and the password from a file or standard input', async () => {
    await start({ registration: 'open' });
    const file = join(newFolder(), 'password');
    writeFileSync(file, 'from a file\n');
    const name = (text: string): string[] => ['localhost', '--field', `username=${text}`];
    const byFile = await register([...name('a'), '--password-file', file]);
    expect([byFile.code, byFile.lines]).toEqual([0, [{ jid: 'a@localhost' }]]);
    const byInput = await register([...name('b'), '--password-file', '-'], { input: 'piped\n' });
    expect([byInput.code, byInput.lines]).toEqual([0, [{ jid: 'b@localhost' }]]);
    expect([await isAccount('a', 'from a file'), await isAccount('b', 'piped')]).toEqual([
      true,
      true,
    ]);
  });

  it('asks on a terminal, for a new password twice', async () => {
    await start({ registration: 'open' });
    const { questions, options } = person(['juliet', 'hush', 'hush']);
    expect((await register(['localhost'], options)).code).toBe(0);
    expect(questions).toEqual([
      'Username: ',
      'Password for juliet@localhost: ',
      'The same again: ',
    ]);
    expect(await isAccount('juliet', 'hush')).toBe(true);
    const slip = await register(['romeo@localhost'], person(['hush', 'hash']).options);
    expect([slip.code, slip.err]).toEqual([2, expect.stringContaining('are not the same')]);
    expect(slip.err).not.toMatch(/hush|hash/);
    expect(await isAccount('romeo', 'hush')).toBe(false);
  });

  it('shows a picture in a file, which is gone afterwards', async () => {
    await start({ registration: 'captcha' });
    let file = '';
    let bytes = '';
    const look = (shown: string): string => {
      file = /^To look at or listen to: (.*)$/m.exec(shown)?.[1] ?? '';
      bytes = readFileSync(file).toString('latin1');
      return '7nHL3';
    };
    const { questions, options } = person(['hush', 'hush', look]);
    expect((await register(['juliet@localhost'], options)).code).toBe(0);
    expect(questions.at(-1)).toBe('Enter the text you see: ');
    expect(file).toMatch(/ocr\.png$/);
    expect(bytes).toMatch(/^\x89PNG\r\n/);
    expect(existsSync(file)).toBe(false);
  });

  it('keeps a picture where it is told to, and says that it was read wrongly', async () => {
    await start({ registration: 'captcha' });
    const folder = join(newFolder(), 'pictures');
    const { options } = person(['hush', 'hush', 'L7']);
    const { code, err } = await register(['juliet@localhost', '--media', folder], options);
    expect(err).toContain(`To look at or listen to: ${folder}/ocr.png\n`);
    expect(err).toContain('xec: The answer to the CAPTCHA is wrong.');
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'ocr.png'))).toBe(true);
    expect(await isAccount('juliet', 'hush')).toBe(false);
  });

  it('says that a picture wants somebody at a terminal', async () => {
    await start({ registration: 'captcha' });
    const { code, err } = await register(['juliet@localhost']);
    expect(err).toContain('wants to know more: ocr (Enter the text you see), on a terminal');
    expect(code).toBe(2);
  });

  it.each<[string, string[]]>([
    ['a token', ['juliet@localhost', '--token', 't1']],
    ['the address of an invitation', ['--invite', 'xmpp:juliet@localhost?register;preauth=t1']],
    [
      'the invitation of a contact',
      ['juliet@localhost', '--invite', 'xmpp:romeo@localhost?roster;preauth=t1;ibr=y'],
    ],
  ])('shows %s', async (_what, args) => {
    await start({ registration: { mode: 'invite', tokens: ['t1'] } });
    const { code, lines } = await register(args);
    expect(lines).toEqual([{ jid: 'juliet@localhost' }]);
    expect(code).toBe(0);
    const again = await register(['tybalt@localhost', '--token', 't1']);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('The invitation is not')]);
  });

  it.each<[string, DevServerOptions['registration'], string, string]>([
    ['the name is taken', 'open', 'alice', 'This name is taken already'],
    ['the name is none', 'open', 'a\\20b"', 'This name cannot be used'],
    ['the password is weak', { mode: 'open', minPassword: 20 }, 'x', 'too easy to guess'],
    ['strangers make no accounts', 'closed', 'x', 'does not let people make accounts'],
    ['an invitation is wanted', 'invite', 'x', 'for people with an invitation only'],
    ['there is no registration', undefined, 'x', 'does not let people make accounts'],
  ])('says that %s', async (_what, registration, name, sentence) => {
    await start(registration === undefined ? {} : { registration });
    const { code, out, err } = await register(['localhost', '--field', `username=${name}`]);
    expect(err).toContain(`xec: `);
    expect(err).toContain(sentence);
    expect(err + out).not.toContain('R0m30');
    expect([code, out]).toEqual([1, '']);
  });

  it('says that it was too soon', async () => {
    await start({ registration: 'throttled' });
    expect((await register(['a@localhost'])).code).toBe(0);
    const { code, err } = await register(['b@localhost']);
    expect(err).toContain('Too many accounts were made from here in a short time.');
    expect(code).toBe(1);
  });

  it.each<[string, string[], string]>([
    ['no address', [], 'expected the address of an account'],
    ['no JID', ['a@@b'], 'expected a JID'],
    ['no assignment', ['localhost', '--field', 'username'], 'expected --field name=value'],
    ['a password', ['localhost', '--field', 'password=hush'], 'a secret is no argument'],
    ['two names', ['a@localhost', '--field', 'username=b'], 'expected the name once'],
    ['no name', ['localhost'], 'wants to know more: --field username=… (Username)'],
    ['a field too many', ['a@localhost', '--field', 'nick=x'], 'field "nick": expected one of'],
    [
      'two invitations',
      ['localhost', '--token', 't', '--invite', 'xmpp:localhost?register'],
      'both',
    ],
    ['no invitation', ['--invite', 'https://localhost/'], 'expected --invite as xmpp:'],
    ['one of a contact', ['--invite', 'xmpp:a@localhost?roster;preauth=t'], 'nobody make'],
    ['one for others', ['b@localhost', '--invite', 'xmpp:a@localhost?register'], 'for a@localhost'],
    [
      'one for elsewhere',
      ['x.example', '--invite', 'xmpp:localhost?register'],
      'not for x.example',
    ],
  ])('refuses a command line with %s', async (_what, args, sentence) => {
    await start({ registration: 'open' });
    const { code, out, err } = await register(args);
    expect(err).toContain(sentence);
    expect(err).not.toContain('hush');
    expect([code, out]).toEqual([2, '']);
  });

  it('says which password is wanted where nobody has one', async () => {
    await start({ registration: 'open' });
    const { code, err } = await register(['juliet@localhost'], { env: {} });
    expect(err).toContain('a password (--password-file <file>, the variable XEC_PASSWORD');
    expect(code).toBe(2);
  });

  it('ends with 4 where nobody is there, and with 3 where nobody answers', async () => {
    const { code, err } = await register(['juliet@localhost']);
    expect(err).toContain('ws://127.0.0.1:1/');
    expect(code).toBe(4);
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo; // it listens on a port
    const at = ['juliet@localhost', '--service', `ws://127.0.0.1:${String(port)}/`];
    expect((await register([...at, '--timeout', '0.2'])).code).toBe(3);
    silent.close();
  });

  it('ends with 4 when it is interrupted', async () => {
    await start({ registration: 'open' });
    const { code } = await register(['juliet@localhost'], { signal: AbortSignal.abort() });
    expect(code).toBe(4);
    expect(await isAccount('juliet')).toBe(false);
  });
});

/** A server that asks in its own way. */
const asking = (query: string, heard: Element[] = []): ModuleFactory => {
  const feature = xml('register', { xmlns: 'http://jabber.org/features/iq-register' });
  return () => ({
    name: 'asking',
    loginFeatures: () => [feature],
    beforeLogin(iq) {
      if (iq.attrs['type'] === 'get') return iqResult(iq, parse(query));
      heard.push(iq);
      return iqResult(iq);
    },
  });
};
const form = (...fields: readonly string[]): string =>
  `<query xmlns='jabber:iq:register'><x xmlns='jabber:x:data' type='form'>${fields.join('')}</x></query>`;
const values = (iq: Element | undefined): Record<string, string[]> =>
  Object.fromEntries(
    (iq?.getChild('query')?.getChild('x')?.getChildren('field') ?? []).map((field) => [
      String(field.attrs['var']),
      field.getChildren('value').map((value) => value.getText()),
    ]),
  );

describe('xec register at a server that asks for more', () => {
  const fields = [
    '<title>Join \u009b2J us</title><instructions>Please.</instructions>',
    "<field type='fixed'><value>Be kind.</value></field>",
    "<field type='hidden' var='sid'><value>7</value></field>",
    "<field type='text-single' var='home' label='Home'><value>Verona</value></field>",
    "<field type='boolean' var='agrees' label='Do you agree?'><required/></field>",
    "<field type='list-single' var='house' label='House'><option><value>Capulet</value></option" +
      '><option><value>Montague</value></option></field>',
    "<field type='jid-multi' var='friends' label='Friends'/>",
    "<field type='text-private' var='pin' label='PIN'><required/></field>",
  ];

  it('asks for what has no value, in words that fit', async () => {
    const heard: Element[] = [];
    await start({ modules: [asking(form(...fields), heard)] });
    const { questions, options } = person(['yes', '', 'a@x.example, b@x.example', '1234']);
    const { code, lines, err } = await register(['localhost'], options);
    expect(questions).toEqual([
      'Do you agree? (yes or no): ',
      'House (one of Capulet, Montague; or nothing): ',
      'Friends (with commas between; or nothing): ',
      'PIN: ',
    ]);
    expect(err).toBe('Join \ufffd2J us\nPlease.\nBe kind.\n');
    expect(values(heard[0])).toEqual({
      sid: ['7'],
      home: ['Verona'],
      agrees: ['1'],
      friends: ['a@x.example', 'b@x.example'],
      pin: ['1234'],
    });
    expect([code, lines]).toEqual([0, [{}]]);
  });

  it('takes all that is no secret as fields', async () => {
    const heard: Element[] = [];
    await start({ modules: [asking(form(...fields.slice(0, -1)), heard)] });
    const said = ['agrees=true', 'home=Mantua', 'friends=a@x.example', 'friends=b@x.example'];
    const { code } = await register(['localhost', ...said.flatMap((each) => ['--field', each])]);
    expect(code).toBe(0);
    expect(values(heard[0])).toEqual({
      sid: ['7'],
      home: ['Mantua'],
      agrees: ['1'],
      friends: ['a@x.example', 'b@x.example'],
    });
  });

  it('takes no secret as a field, and no value that does not fit', async () => {
    const heard: Element[] = [];
    await start({ modules: [asking(form(...fields), heard)] });
    const pin = await register(['localhost', '--field', 'pin=1234']);
    expect([pin.code, pin.err]).toEqual([2, expect.stringContaining('a secret is no argument')]);
    const { options } = person(['1234']);
    const said = ['--field', 'agrees=yes', '--field', 'friends=a@x.example'];
    const house = await register(['localhost', ...said, '--field', 'house=Escalus'], options);
    expect(house.err).toContain('field "house": expected one of "Capulet", "Montague"');
    expect(house.code).toBe(2);
    const name = await register(['juliet@localhost']);
    expect([name.code, name.err]).toEqual([2, expect.stringContaining('chooses names itself')]);
    expect(heard).toEqual([]);
  });

  it('says where else one can register, or has to', async () => {
    const oob = "<x xmlns='jabber:x:oob'><url>https://x.example/join</url></x>";
    const query = (inside: string): string => `<query xmlns='jabber:iq:register'>${inside}</query>`;
    await start({ modules: [asking(query(`<username/><password/>${oob}`))] });
    const also = await register(['juliet@localhost']);
    expect(also.err).toBe(
      'The server says that one can also register there: https://x.example/join\n',
    );
    expect(also.code).toBe(0);
    await server?.close();
    await start({ modules: [asking(query(`<instructions>Come by.</instructions>${oob}`))] });
    const only = await register(['juliet@localhost']);
    expect(only.err).toContain('The server says: Come by.\n');
    expect(only.err).toContain('one can register there: https://x.example/join\n');
    expect(only.code).toBe(1);
  });

  it('shows the address of a picture that did not come along', async () => {
    const media =
      "<media xmlns='urn:xmpp:media-element'><uri type='image/png'>https://x.example/1.png</uri></media>";
    await start({
      modules: [asking(form(`<field var='ocr' type='text-single' label='Text'>${media}</field>`))],
    });
    const { options } = person(['1']);
    const { err } = await register(['localhost'], options);
    expect(err).toBe('To look at or listen to: https://x.example/1.png\n');
  });
});
