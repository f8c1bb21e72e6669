/**
 * What an administrator does to a server that runs: Prosody by its files and its shell, ejabberd by its
 * HTTP API.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The part of a running server that an administrator has. */
export interface Controls {
  addUser(name: string, password?: string): Promise<void>;
  kick(user: string): Promise<void>;
}

/** Where a server runs. */
export interface Place {
  /** The first of its ports. */
  readonly base: number;
  readonly folder: string;
}

/** The controls of a server of that name at that place. */
export function controls(name: 'prosody' | 'ejabberd', place: Place): Controls {
  return name === 'prosody' ? prosodyControls(place) : ejabberdControls(place);
}

function prosodyControls({ base, folder }: Place): Controls {
  const shell = async (command: string): Promise<void> => {
    const env = { ...process.env, XMPP_BASE_PORT: String(base), XMPP_DIR: folder };
    const config = `${folder}/prosody.cfg.lua`;
    await promisify(execFile)('prosodyctl', ['--config', config, 'shell', command], { env });
  };
  return {
    // As prosody.sh has them. Prosody looks when somebody logs in; its shell would be a process for each of
    // the hundreds of accounts that the tests take.
    addUser: (name, password = `${name}-pw`) =>
      writeFile(
        `${folder}/data/localhost/accounts/${fileName(name)}.dat`,
        `return {\n\t["password"] = ${lua(password)};\n};\n`,
        { flag: 'wx' },
      ),
    // Without a condition it would wait for the client's <close/>.
    kick: (user) => shell(`c2s:close(${lua(`${user}@localhost`)}, 'Kicked', 'policy-violation')`),
  };
}

/** A string literal of Lua. */
const lua = (text: string): string => `'${text.replace(/[^A-Za-z0-9@._-]/gu, escapeByte)}'`;

/** What Prosody's datamanager calls the file of a user. */
const fileName = (user: string): string =>
  [...Buffer.from(user)]
    .map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : hex(byte)))
    .join('');

const isPlain = (byte: number): boolean => /[A-Za-z0-9]/u.test(String.fromCharCode(byte));

const hex = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;

const escapeByte = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('');

function ejabberdControls({ base }: Place): Controls {
  const api = async (command: string, body: Record<string, string>): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${String(base + 2)}/api/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ host: 'localhost', ...body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`ejabberd: ${command} ended with ${text}`);
  };
  return {
    addUser: (user, password = `${user}-pw`) => api('register', { user, password }),
    kick: (user) => api('kick_user', { user }),
  };
}
