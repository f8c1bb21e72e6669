import { afterEach, describe, expect, it } from '@jest/globals';
import {
  RegistrationClosed,
  RegistrationError,
  createClient,
  openRegistration,
  registerAccount,
  type Client,
} from '@xec/client';
import {
  startDevServer,
  type DevServer,
  type RegistrationMode,
  type RegistrationOptions,
} from '@xec/devserver';
import { FormValueError, captchaChallenges, registrationForm } from '@xec/stanza';
import {
  describeOnServers,
  describeWith,
  nextPacket,
  noteAnswers,
  startServer,
} from '@xec/testing';
import { ChangePassword, GetRegistration, RemoveRegistration, register, silentLog } from '@xec/xec';

let count = 0;
const newName = (): string => `new-${String(process.pid)}-${String((count += 1))}`;

const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
});

const clientOf = (service: string, jid: string, password: string, lang = 'en'): Client => {
  const features = [register];
  const client = createClient({ jid, password, service, lang, features, log: silentLog });
  clients.push(client);
  return client;
};

describeOnServers(
  'registration',
  (server, name) => {
    const place = () => ({ domain: server().domain, service: server().ws });
    const problemOf = async (making: Promise<unknown>): Promise<RegistrationError> => {
      const outcome: unknown = await making.catch((error: unknown) => error);
      if (outcome instanceof RegistrationError) return outcome;
      throw new Error(`expected a RegistrationError, got ${String(outcome)}`);
    };

    it('makes an account, changes its password, and gives it up', async () => {
      const { ws, domain } = server();
      const username = newName();
      const { jid } = await registerAccount({ ...place(), username, password: 'first pw ♥' });
      expect(jid).toBe(`${username}@${domain}`);

      const first = clientOf(ws, `${username}@${domain}`, 'first pw ♥');
      noteAnswers(first, server().name);
      await first.connect();
      const { registration } = await first.request(new GetRegistration({}));
      expect(registration).toMatchObject({ isRegistered: true, values: { username } });
      await expect(first.request(new ChangePassword({ password: 'second' }))).resolves.toEqual({});
      await first.disconnect();

      const old = clientOf(ws, `${username}@${domain}`, 'first pw ♥');
      await expect(old.connect()).rejects.toMatchObject({ name: 'SaslError' });
      const second = clientOf(ws, `${username}@${domain}`, 'second');
      noteAnswers(second, server().name);
      await second.connect();
      await expect(second.request(new RemoveRegistration({}))).resolves.toEqual({ jid: domain });
      await expect(clientOf(ws, `${username}@${domain}`, 'second').connect()).rejects.toMatchObject(
        {
          name: 'SaslError',
        },
      );
    });

    it('shows a form, says what is wrong with what was filled in, and goes on', async () => {
      const registration = await openRegistration(place());
      try {
        const form = registrationForm(await registration.fields());
        expect(form.fields.map(({ var: name }) => name)).toEqual(
          expect.arrayContaining(['username', 'password']),
        );
        await expect(registration.submit({ username: newName() })).rejects.toThrow(FormValueError);
        const taken = await problemOf(registration.submit({ username: 'alice', password: 'hush' }));
        expect(taken).toMatchObject({ problem: 'conflict', condition: 'conflict' });
        expect(JSON.stringify(taken) + taken.message).not.toContain('hush');
        const bad = registration.submit({ username: 'a name@x', password: 'x' });
        expect((await problemOf(bad)).problem).toBe('bad-name');
        const username = newName();
        await expect(registration.submit({ username, password: 'x' })).resolves.toEqual({
          jid: `${username}@${server().domain}`,
        });
      } finally {
        await registration.close();
      }
    });

    it('says that strangers make no accounts, though there is a form', async () => {
      const { ws, closedDomain } = server();
      if (closedDomain === undefined) return; // a closed devserver has its own tests
      const registration = await openRegistration({ domain: closedDomain, service: ws });
      try {
        expect((await registration.fields()).fields).toContain('username');
        const refusal = await problemOf(
          registration.submit({ username: newName(), password: 'some password' }),
        );
        expect(refusal).toBeInstanceOf(RegistrationClosed);
        expect(refusal.problem).toBe(
          registration.takesInvitations ? 'invitation-wanted' : 'closed',
        );
      } finally {
        await registration.close();
      }
    });

    it('says that it was too soon', async () => {
      const { ws, throttledDomain } = server();
      if (throttledDomain === undefined) return; // ejabberd and the devserver have tests below
      const where = { domain: throttledDomain, service: ws, password: 'some password' };
      await registerAccount({ ...where, username: newName() });
      const refusal = await problemOf(registerAccount({ ...where, username: newName() }));
      expect(refusal.problem).toBe('throttled');
    });

    it('says that an invitation is not known', async () => {
      const { ws, domain, closedDomain } = server();
      const registration = await openRegistration({ domain: closedDomain ?? domain, service: ws });
      try {
        expect((await problemOf(registration.preauth('no-such-token'))).problem).toBe(
          'invitation-refused',
        );
      } finally {
        await registration.close();
      }
    });

    // Of the others, the devserver's weak passwords and CAPTCHAs are below.
    if (name === 'ejabberd') {
      it('says in every language that a password is weak, for the account that is made and later', async () => {
        const { ws, strictDomain = '' } = server();
        const weak = { problem: 'weak-password', condition: 'not-acceptable' };
        const texts = { en: 'The password is too weak', de: 'Das Passwort ist zu schwach' };
        for (const [lang, text] of Object.entries(texts)) {
          const registration = await openRegistration({ domain: strictDomain, service: ws, lang });
          const username = newName();
          const refusal = await problemOf(registration.submit({ username, password: 'abc' }));
          expect(refusal).toMatchObject({ ...weak, text });
          const password = 'correct-Horse-battery-9';
          const { jid = '' } = await registration.submit({ username, password });
          await registration.close();
          const client = clientOf(ws, jid, password, lang);
          await client.connect();
          const packet = nextPacket(client, 'register_changepassword_error');
          const change = client.request(new ChangePassword({ password: 'abc' }));
          await expect(change).rejects.toMatchObject({ condition: 'not-acceptable', text });
          expect((await packet).content).toMatchObject({ ...weak, text });
        }
      });

      it('says that what was read in a picture is wrong, and makes the account by the next', async () => {
        const { ws, captchaDomain = '' } = server();
        const registration = await openRegistration({
          domain: captchaDomain,
          service: ws,
          lang: 'de',
        });
        const username = newName();
        const submit = async (wrong = '') => {
          const { form, media } = await registration.fields();
          expect(form && captchaChallenges(form)).toMatchObject([{ name: 'ocr', required: true }]);
          const text = Buffer.from(media[0]?.base64 ?? '', 'base64')
            .subarray(8)
            .toString();
          return registration.submit({ username, password: 'x', ocr: `${text}${wrong}` });
        };
        expect(await problemOf(submit('7'))).toMatchObject({ problem: 'wrong-captcha' });
        await expect(submit()).resolves.toEqual({ jid: `${username}@${captchaDomain}` });
        await registration.close();
      });
    }
  },
  { needs: ['registration'] },
);

describeOnServers(
  'a host without registration',
  (server) => {
    it('is closed', async () => {
      const { ws } = server();
      await expect(
        openRegistration({ domain: 'hashed.localhost', service: ws }),
      ).rejects.toBeInstanceOf(RegistrationClosed);
    });
  },
  { servers: ['prosody'] },
);

describeWith('ejabberd', 'ejabberd with a time between registrations', () => {
  it('says that it was too soon', async () => {
    const server = await startServer('ejabberd', { registrationTimeout: 600 });
    try {
      const where = { domain: server.domain, service: server.ws, password: 'some password' };
      await registerAccount({ ...where, username: newName() });
      await expect(registerAccount({ ...where, username: newName() })).rejects.toMatchObject({
        problem: 'throttled',
        condition: 'resource-constraint',
      });
    } finally {
      await server.stop();
    }
  }, 60_000);
});

describe('registration on a devserver', () => {
  let server: DevServer | undefined;
  afterEach(() => server?.close());
  const start = async (registration: RegistrationMode | RegistrationOptions) => {
    server = await startDevServer({ registration, say: () => undefined });
    return { domain: server.domain, service: server.url, password: 'some password' };
  };

  it('is closed', async () => {
    const where = await start('closed');
    const making = registerAccount({ ...where, username: newName() });
    await expect(making).rejects.toMatchObject({ name: 'RegistrationClosed', problem: 'closed' });
  });

  it('is slow', async () => {
    const where = await start('throttled');
    await registerAccount({ ...where, username: newName() });
    await expect(registerAccount({ ...where, username: newName() })).rejects.toMatchObject({
      problem: 'throttled',
    });
  });

  it('takes no weak password', async () => {
    const where = await start({ mode: 'open', minPassword: 20 });
    await expect(registerAccount({ ...where, username: newName() })).rejects.toMatchObject({
      problem: 'weak-password',
    });
  });

  it('shows a picture and asks what is in it', async () => {
    const { password, ...where } = await start('captcha');
    const registration = await openRegistration(where);
    const { form, media } = await registration.fields();
    const [challenge] = form === undefined ? [] : captchaChallenges(form);
    expect(challenge?.media?.uris).toEqual([
      { uri: `cid:${String(media[0]?.cid)}`, type: 'image/png' },
    ]);
    const username = newName();
    await expect(
      registration.submit({ username, password, [challenge?.name ?? '']: 'L7' }),
    ).rejects.toMatchObject({ name: 'RegistrationError', problem: 'wrong-captcha' });
    await expect(
      registration.submit({ username, password, [challenge?.name ?? '']: '7nHL3' }),
    ).resolves.toEqual({ jid: `${username}@localhost` });
    await registration.close();
  });
});

describe('registering', () => {
  it('tells what is wrong with the address', async () => {
    await expect(
      openRegistration({ domain: 'a@@b', service: 'ws://127.0.0.1:1' }),
    ).rejects.toMatchObject({ name: 'InvalidJid' });
  });
});
