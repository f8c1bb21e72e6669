/** Stored requests: rule 54. */
import { describe, expect, it } from '@jest/globals';
import { genuine, hostile } from '@xec/testing/security';
import { explained } from '../testing/explained.js';
import { xec } from '../testing/run-cli.js';

const juliet = 'juliet@capulet.example';
const setup = { jid: 'romeo@montague.example/orchard' };
const record = {
  id: 'v1',
  name: 'Ping/Entity',
  version: 1,
  params: { jid: juliet },
  kind: 'iq',
  to: juliet,
  deadline: 32_503_680_000_000,
  timeoutMs: 20_000,
  session: 'romeo@montague.example',
};
const explain = (stored: unknown, more: object = {}) =>
  explained({ setup: { ...setup, ...more }, record: stored });

describe('a stored request', () => {
  it.each([
    ['an object', record],
    ['its text', JSON.stringify(record)],
    ['one with a field that is not declared', { ...record, evil: true }],
  ])('is woken: %s', async (_what, stored) => {
    expect(await explain(stored)).toEqual({
      verdict: 'woken',
      reason: 'it waits for its answer again',
      tried: [],
      packets: [],
      sent: [],
      pending: ['v1'],
    });
  });

  it('is woken under the name of its session', async () => {
    const named = { ...record, session: 'mine' };
    expect(await explain(named, { session: 'mine' })).toMatchObject({ verdict: 'woken' });
    expect(await explain(named)).toMatchObject({ verdict: 'set-aside' });
  });

  hostile(
    54,
    'that was changed to let somebody else answer, or say more, is set aside',
    async () => {
      for (const change of [
        { to: 'mallory@evil.example' },
        { to: `${juliet}/balcony` },
        { to: null },
        { kind: 'message' },
        { kind: 'presence' },
        { params: { jid: 'mallory@evil.example' } },
        { params: { jid: juliet, more: { __proto__: null, constructor: 1 } } },
        { session: 'juliet@capulet.example' },
        { name: '__proto__' },
      ]) {
        const { to = juliet, ...rest } = change as { to?: string | null };
        const stored = { ...record, ...(to !== null && { to }), ...rest };
        if (to === null) delete (stored as { to?: string }).to;
        expect([change, await explain(stored)]).toEqual([
          change,
          expect.objectContaining({ verdict: 'set-aside', pending: [] }),
        ]);
      }
    },
  );

  genuine(54, 'to whom its params say, written in any way, is woken', async () => {
    const capital = { ...record, to: 'Juliet@Capulet.Example' };
    expect(await explain(capital)).toMatchObject({ verdict: 'woken' });
    const own = { ...record, name: 'Ping/Server', params: undefined, to: undefined };
    expect(await explain({ ...own, to: 'montague.example' })).toMatchObject({
      verdict: 'set-aside',
    });
    expect(await explain(own)).toMatchObject({ verdict: 'woken' });
  });

  it('that asked a secret has its outcome', async () => {
    const secret = { ...record, params: null, isSecret: true };
    expect(await explain(secret)).toMatchObject({ verdict: 'woken', pending: [] });
  });

  it.each([
    ['no JSON', '{"id":', 'expected JSON'],
    ['null', null, 'Expected Object'],
    ['an unknown class', { ...record, name: 'constructor' }, 'has the action constructor'],
    ['a path', { ...record, name: '../../evil.js' }, 'has the action ../../evil.js'],
    ['a newer version', { ...record, version: 2 }, 'expected version 1, got 2'],
    ['other params', { ...record, params: { jid: 7 } }, 'jid'],
    ['another account', { ...record, session: 'other' }, 'got other'],
    ['an unknown kind', { ...record, kind: 'constructor' }, 'kind: '],
    ['no deadline', { ...record, deadline: 'soon' }, 'deadline: '],
    ['a prototype', `{"__proto__":{"x":1},"id":"v1"}`, 'no field __proto__'],
    ['too deep', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'at most 100 levels'],
  ])('is set aside: %s', async (_what, stored, reason) => {
    const explanation = await explain(stored);
    expect(explanation).toMatchObject({
      verdict: 'set-aside',
      packets: [{ key: 'session_setaside' }],
      pending: [],
    });
    expect(explanation['reason']).toContain(reason);
  });

  it('takes the place of a stanza, and no other', async () => {
    const { error } = await explained({ setup, record, stanza: '<message/>' });
    expect(error).toBe('expected a stanza or a record, got both');
  });

  it('of a setup that cannot be woken is a fault of the setup', async () => {
    const pending = [{ id: 'v', to: juliet, action: 'Ping/Entity', params: { jid: 7 } }];
    const { error } = await explained({ setup: { ...setup, pending }, stanza: ' ' });
    expect(error).toContain('setup: pending: action Ping/Entity: ');
  });

  it('is drawn for people, too', async () => {
    const input = JSON.stringify({ setup, record });
    const { out } = await xec(['explain'], { input });
    expect(out).toContain('woken  it waits for its answer again');
  });
});
