import { describe, expect, it } from '@jest/globals';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { MemoryJournal } from '@xec/journal-memory';
import {
  NS_STREAM,
  encodeBase64,
  fastFeature,
  fastToken,
  parseJid,
  readFastLogin,
  readSasl2Message,
  readScramUpgradeHash,
  sasl2Continue,
  sasl2Failure,
  sasl2Feature,
  sasl2Success,
  sasl2TaskData,
  scramUpgradeSalt,
  bind2Feature,
  bound2,
  write,
  xml,
  type Element,
  type Sasl2Message,
  type XmlElement,
} from '@xec/stanza';
import { openStage, type Stage, type StageOptions, type StageServer } from '@xec/testing';
import { aesVault } from '../vault.js';

const NS_SM = 'urn:xmpp:sm:3';
const FULL = parseJid('juliet@capulet.example/Xec-1');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A server with SASL2. What it says to a login is up to the test. */
class Sasl2Server {
  readonly logins: Extract<Sasl2Message, { kind: 'authenticate' }>[] = [];
  /** What it offers together with a login. */
  inline: Element[] = [
    bind2Feature({ features: [NS_SM] }),
    xml('sm', { xmlns: NS_SM }),
    fastFeature({ mechanisms: ['HT-SHA-256-NONE'], allowsEarlyData: false }),
  ];
  upgrades: string[] = [];
  token = 'first-token';
  /** Whether tokens are taken. */
  takesTokens = true;
  isResumable = true;
  isSilent = false;
  /** What it says to other messages of the login. */
  answer: (message: Sasl2Message) => string[] | undefined = () => undefined;
  #streams = 0;

  readonly script = (el: XmlElement, server: StageServer): readonly string[] | undefined => {
    if (this.isSilent) return [];
    if (el.getName() === 'open') return [server.opened(), this.#features()];
    if (el.getName() === 'enable') return [write(xml('failed', { xmlns: NS_SM }))];
    const message = readSasl2Message(el);
    if (message?.kind === 'authenticate') return this.authenticate(message);
    return message === undefined ? undefined : this.answer(message);
  };

  authenticate(login: Extract<Sasl2Message, { kind: 'authenticate' }>): string[] {
    this.logins.push(login);
    const isToken = login.mechanism.startsWith('HT-');
    if (isToken && !this.takesTokens) return [write(sasl2Failure({ condition: 'not-authorized' }))];
    return this.success(login, isToken ? this.#proof() : undefined);
  }

  success({ inline }: { readonly inline: readonly Element[] }, data?: Uint8Array): string[] {
    const resume = inline.find((each) => each.getName() === 'resume');
    const isResumed = resume !== undefined && this.isResumable;
    const answers: Element[] = [];
    if (isResumed) {
      answers.push(
        xml('resumed', { xmlns: NS_SM, previd: String(resume.attrs['previd']), h: '0' }),
      );
    } else if (resume !== undefined) {
      answers.push(xml('failed', { xmlns: NS_SM, h: '0' }));
    }
    const bind = inline.find((each) => each.getName() === 'bind');
    const isBound = bind !== undefined && !isResumed;
    if (isBound) {
      this.#streams += 1;
      const isManaged = bind.getChild('enable', NS_SM) !== undefined;
      const enabled = xml('enabled', { xmlns: NS_SM, id: `s${this.#streams}`, resume: 'true' });
      answers.push(bound2({ inline: isManaged ? [enabled] : [] }));
    }
    if (inline.some((each) => each.getName() === 'request-token')) {
      answers.push(fastToken({ token: this.token, expiry: new Date('2027-01-01T00:00:00Z') }));
    }
    const jid = isBound || isResumed ? FULL : FULL.toBare();
    const success = sasl2Success({ jid, inline: answers, ...(data && { data }) });
    return [write(success), SECOND_FEATURES];
  }

  #proof(): Uint8Array {
    return hmac(sha256, bytes(this.token), bytes('Responder'));
  }

  #features(): string {
    const { inline, upgrades } = this;
    const feature = sasl2Feature({ mechanisms: ['PLAIN'], inline, upgrades });
    return write(xml('stream:features', { 'xmlns:stream': NS_STREAM }, feature));
  }
}

const SECOND_FEATURES = write(
  xml(
    'stream:features',
    { 'xmlns:stream': NS_STREAM },
    xml('bind', { xmlns: 'urn:ietf:params:xml:ns:xmpp-bind' }),
    xml('sm', { xmlns: NS_SM }),
  ),
);

async function open(
  set: (server: Sasl2Server) => void = () => undefined,
  options: StageOptions = {},
): Promise<{ stage: Stage; server: Sasl2Server }> {
  const server = new Sasl2Server();
  set(server);
  const stage = await openStage({ script: server.script, setUp: false, ...options });
  return { stage, server };
}

async function comeBack(stage: Stage): Promise<void> {
  stage.server.transport.abort();
  await stage.settle();
  await stage.advance(stage.waitMs + 1);
  // The platform's cryptography takes some turns.
  await stage.settleUntil(() => stage.server.names.includes('authenticate'));
  await stage.advance(5);
}

async function online(stage: Stage): Promise<void> {
  const done = stage.session.connect();
  await stage.settleUntil(() => stage.states.at(-1) === 'online');
  await done;
}

const names = (elements: readonly Element[]): string[] => elements.map((el) => el.getName());

describe('a login by SASL2', () => {
  it('binds, enables stream management and gets a token in one exchange', async () => {
    const { stage, server } = await open();
    await stage.connected();
    expect(stage.server.names).toEqual(['open', 'authenticate']);
    expect(stage.session.jid.toString()).toBe(FULL.toString());
    const [login] = server.logins;
    expect(login).toMatchObject({ mechanism: 'PLAIN', userAgent: { software: 'Xec' } });
    expect(login?.userAgent?.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/,
    );
    expect(names(login?.inline ?? [])).toEqual(['bind', 'request-token']);
    expect((await stage.journal.open('stage')).facts).toContainEqual({
      section: 'stream',
      key: 'current',
      value: expect.objectContaining({ id: 's1', jid: FULL.toString() }),
    });
  });

  it('goes on with the stream by a token, in one round trip and without the password', async () => {
    const { stage, server } = await open();
    await stage.connected();
    await comeBack(stage);
    expect(stage.states.at(-1)).toBe('online');
    expect(stage.contents('session_state').at(-1)).toMatchObject({ resumed: true });
    const login = server.logins[1];
    expect(login).toMatchObject({ mechanism: 'HT-SHA-256-NONE' });
    expect(names(login?.inline ?? [])).toEqual(['resume', 'bind', 'fast']);
    expect(readFastLogin(login?.inline ?? [])).toEqual({ count: 1, invalidate: false });
    expect(login?.userAgent).toEqual(server.logins[0]?.userAgent);
    await comeBack(stage);
    expect(readFastLogin(server.logins[2]?.inline ?? [])).toMatchObject({ count: 2 });
    expect(
      stage.contents('saslsuccess').map((each) => (each as { mechanism: string }).mechanism),
    ).toEqual(['PLAIN', 'HT-SHA-256-NONE', 'HT-SHA-256-NONE']);
    expect(stage.contents('sasl2success')).toEqual(
      ['PLAIN', 'HT-SHA-256-NONE', 'HT-SHA-256-NONE'].map((mechanism) => ({
        mechanism,
        jid: FULL.toString(),
      })),
    );
  });

  it('says all of it before the server has answered', async () => {
    const { stage, server } = await open();
    await stage.connected();
    server.isSilent = true;
    await comeBack(stage);
    expect(stage.server.names).toEqual(['open', 'authenticate']);
  });

  it('binds anew where the stream is not resumed', async () => {
    const { stage, server } = await open();
    await stage.connected();
    server.isResumable = false;
    await comeBack(stage);
    expect(stage.contents('session_state').at(-1)).toEqual({
      state: 'online',
      jid: FULL.toString(),
    });
    expect(stage.server.names).toEqual(['open', 'authenticate']);
  });

  it('falls back on the password where the token is refused, on the same stream', async () => {
    const { stage, server } = await open();
    await stage.connected();
    server.takesTokens = false;
    server.token = 'second-token';
    await comeBack(stage);
    expect(stage.server.names).toEqual(['open', 'authenticate', 'authenticate']);
    expect(server.logins.map(({ mechanism }) => mechanism)).toEqual([
      'PLAIN',
      'HT-SHA-256-NONE',
      'PLAIN',
    ]);
    expect(stage.states.at(-1)).toBe('online');
    server.takesTokens = true;
    await comeBack(stage);
    expect(server.logins.at(-1)?.mechanism).toBe('HT-SHA-256-NONE');
    expect(stage.states.at(-1)).toBe('online');
  });

  it('ends where the server does not prove that it gave the token out', async () => {
    const { stage, server } = await open();
    await stage.connected();
    server.token = 'not the one that was given';
    await comeBack(stage);
    expect(server.logins.map(({ mechanism }) => mechanism)).toEqual(['PLAIN', 'HT-SHA-256-NONE']);
    expect(stage.contents('saslfailure')).toEqual([
      { condition: 'server-signature', text: expect.stringContaining('did not prove') },
    ]);
    expect(stage.contents('sasl2failure')).toEqual(stage.contents('saslfailure'));
    expect(stage.states.at(-1)).toBe('ended');
  });

  it('is followed by a binding where the server binds nothing with it', async () => {
    const { stage, server } = await open((each) => {
      each.inline = [];
    });
    await stage.connected();
    expect(stage.server.names.slice(0, 3)).toEqual(['open', 'authenticate', 'iq']);
    expect(server.logins[0]?.inline).toEqual([]);
  });

  it('says what is wrong with a password that cannot be sent', async () => {
    const { stage } = await open(undefined, { password: 'a\0b' });
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      name: 'SaslError',
      condition: 'credentials',
    });
    await stage.settle();
    await refused;
    expect(stage.server.names).toEqual(['open', 'close']);
  });

  it('is left alone where it is not wanted', async () => {
    const { stage } = await open(undefined, { sasl2: false });
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      condition: 'invalid-mechanism',
    });
    await stage.settle();
    await refused;
  });

  it('gives nothing but the password’s owner a session', async () => {
    const { stage, server } = await open();
    server.authenticate = () => [
      write(sasl2Failure({ condition: 'account-disabled', text: 'No.' })),
    ];
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      name: 'SaslError',
      condition: 'account-disabled',
      text: 'No.',
    });
    await stage.settle();
    await refused;
    expect(stage.states.at(-1)).toBe('ended');
  });

  it('refuses to be known as another account, where nothing is bound by it', async () => {
    const { stage, server } = await open();
    server.authenticate = () => {
      const jid = parseJid('romeo@capulet.example');
      return [write(sasl2Success({ jid, inline: [] })), SECOND_FEATURES];
    };
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      condition: 'invalid-from',
    });
    await stage.settle();
    await refused;
  });

  it('refuses a session of another account', async () => {
    const { stage, server } = await open();
    server.authenticate = ({ inline }) => {
      expect(names(inline)).toContain('bind');
      const jid = parseJid('romeo@capulet.example/x');
      return [write(sasl2Success({ jid, inline: [bound2({ inline: [] })] })), SECOND_FEATURES];
    };
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      condition: 'invalid-from',
    });
    await stage.settle();
    await refused;
  });
});

describe('a token', () => {
  const sealed = (journal: MemoryJournal): StageOptions => ({
    journal,
    vault: aesVault(new Uint8Array(32).fill(7)),
  });
  it('lets the next process log in without the password, where a vault seals it', async () => {
    const journal = new MemoryJournal();
    const { stage, server } = await open(undefined, sealed(journal));
    await online(stage);
    for (let turn = 0; turn < 50; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      await stage.settle();
    }
    const stored = JSON.stringify(await journal.open('stage'));
    expect(stored).toContain('"secret"');
    expect(stored).not.toContain('first-token');

    const next = await open(undefined, { ...sealed(journal), password: undefined });
    await online(next.stage);
    expect(next.server.logins.map(({ mechanism }) => mechanism)).toEqual(['HT-SHA-256-NONE']);
    expect(next.server.logins[0]?.userAgent).toEqual(server.logins[0]?.userAgent);
  });

  it('is not stored without a vault, and not asked for where none is wanted', async () => {
    const { stage, server } = await open(undefined, { tokens: false });
    await stage.connected();
    expect(names(server.logins[0]?.inline ?? [])).toEqual(['bind']);
    const kept = await open();
    await kept.stage.connected();
    const facts = JSON.stringify((await kept.stage.journal.open('stage')).facts);
    expect(facts).not.toContain('token');
  });
});

describe('a server that wants more', () => {
  it('is given a newer hash of the password', async () => {
    let given: Uint8Array | undefined;
    const { stage, server } = await open((each) => {
      each.upgrades = ['UPGR-SCRAM-SHA-256'];
    });
    const salt = bytes('a salt of sixteen');
    server.authenticate = (login) => {
      server.logins.push(login);
      return [write(sasl2Continue({ tasks: login.upgrades }))];
    };
    server.answer = (message) => {
      if (message.kind === 'next') {
        expect(message.task).toBe('UPGR-SCRAM-SHA-256');
        return [write(sasl2TaskData(scramUpgradeSalt({ salt, iterations: 4096 })))];
      }
      if (message.kind !== 'task-data') return undefined;
      given = message.content.map(readScramUpgradeHash).find((hash) => hash !== undefined);
      return server.success(server.logins[0] ?? { inline: [] });
    };
    await online(stage);
    const password = bytes('r0m30myr0m30');
    const hash = pbkdf2(sha256, password, salt, { c: 4096, dkLen: 32 });
    expect(encodeBase64(given ?? new Uint8Array())).toBe(encodeBase64(hash));
  });

  it('is told where nobody here knows how', async () => {
    const { stage, server } = await open();
    server.authenticate = () => [write(sasl2Continue({ tasks: ['TOTP-EXAMPLE'] }))];
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      name: 'SaslError',
      text: expect.stringContaining('TOTP-EXAMPLE'),
    });
    await stage.settle();
    await refused;
    expect(stage.server.names).toEqual(['open', 'authenticate', 'abort', 'close']);
  });
});
