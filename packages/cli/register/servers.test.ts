import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { createClient } from '@xec/client';
import { describeOnServers } from '@xec/testing';
import { CreateInvite, invite, silentLog } from '@xec/xec';
import { xec, type CliOptions } from '../testing/run-cli.js';

let count = 0;
const newName = (): string => `cli-${String(process.pid)}-${String((count += 1))}`;
const env = { XEC_PASSWORD: 'correct-Horse-battery-9' };

describeOnServers(
  'xec register',
  (server, kind) => {
    const register = (args: readonly string[], options: CliOptions = { env }) =>
      xec(['register', '--service', server().ws, ...args], options);

    it('makes an account, and xec run gives it up', async () => {
      const jid = `${newName()}@${server().domain}`;
      const made = await register([jid]);
      expect([made.code, made.lines]).toEqual([0, [{ jid }]]);
      const again = await register([jid]);
      expect([again.code, again.err]).toEqual([1, expect.stringContaining('is taken already')]);
      const args = ['--jid', jid, '--service', server().ws];
      const removed = await xec(['run', 'register/remove', ...args], { env });
      expect([removed.code, removed.lines]).toMatchObject([0, [{ key: 'register_remove_handle' }]]);
      expect((await xec(['run', 'ping/server', ...args], { env })).code).toBe(4);
    });

    it('says that strangers make no accounts', async () => {
      const { code, err } = await register([`${newName()}@${server().closedDomain ?? ''}`]);
      const sentence = {
        prosody: 'for people with an invitation only',
        ejabberd: 'does not let people',
      };
      expect(err).toContain(sentence[kind === 'prosody' ? kind : 'ejabberd']);
      expect(code).toBe(1);
    });

    if (kind === 'prosody') {
      it('makes an account with an invitation', async () => {
        const { ws, closedDomain = '' } = server();
        const inviter = createClient({
          ...{ jid: `alice@${closedDomain}`, password: 'alice-pw', service: ws },
          ...{ features: [invite], log: silentLog },
        });
        await inviter.connect();
        const made = await inviter.request(new CreateInvite({ kind: 'contact' }));
        await inviter.disconnect();
        if (made.status !== 'completed') throw new Error('expected an invitation');
        expect(made.invite.invitation.mayRegister).toBe(true);
        const jid = `${newName()}@${closedDomain}`;
        const { code, lines } = await register([jid, '--invite', made.invite.uri]);
        expect([code, lines]).toEqual([0, [{ jid }]]);
      });

      it('says that it was too soon', async () => {
        const at = (): string => `${newName()}@${server().throttledDomain ?? ''}`;
        expect((await register([at()])).code).toBe(0);
        const { code, err } = await register([at()]);
        expect([code, err]).toEqual([1, expect.stringContaining('Try again later.')]);
      });
    }

    if (kind === 'ejabberd') {
      it('says that a password is weak', async () => {
        const jid = `${newName()}@${server().strictDomain ?? ''}`;
        const { code, err } = await register([jid], { env: { XEC_PASSWORD: 'abc' } });
        expect(err).toContain('xec: This password is too easy to guess.');
        expect(code).toBe(1);
      });

      it('makes an account of somebody who looks at a picture', async () => {
        const jid = `${newName()}@${server().captchaDomain ?? ''}`;
        let shown = '';
        const ask = async (question: string): Promise<string> => {
          expect(question).toBe('Enter the text you see: ');
          const file = /^To look at or listen to: (.*\.png)$/m.exec(shown)?.[1] ?? '';
          return readFileSync(file).subarray(8).toString();
        };
        const onErr = (text: string): void => {
          shown += text;
        };
        const { code, lines } = await register([jid], { env, ask, onErr });
        expect([code, lines]).toEqual([0, [{ jid }]]);
      });
    }
  },
  { servers: ['prosody', 'ejabberd'], needs: ['registration'] },
);
