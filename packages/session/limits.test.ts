import { describe, expect, it } from '@jest/globals';
import { openStage, type Script, type StageOptions } from '@xec/testing';
import { ping } from '@xec/xec';

const message = "<message xmlns='jabber:client' from='romeo@montague.example'/>";
const question = (n: number): string =>
  `<iq xmlns='jabber:client' type='get' id='q${String(n)}' from='romeo@montague.example'>` +
  "<ping xmlns='urn:xmpp:ping'/></iq>";
const many = (frame: string, count: number): string[] => Array.from({ length: count }, () => frame);

async function connect(options: StageOptions) {
  const stage = await openStage({ features: [ping], setUp: false, ...options });
  const outcome = stage.session.connect().then(
    () => undefined,
    (error: unknown) => error,
  );
  await stage.settle();
  return { stage, outcome };
}

describe('limits of a login', () => {
  const early =
    (count: number): Script =>
    (el, server) =>
      el.name === 'iq' ? [...many(message, count), server.bound(el)] : undefined;

  it('let come as many stanzas before its end as early says', async () => {
    const { outcome } = await connect({ limits: { early: 3 }, script: early(3) });
    expect(await outcome).toBeUndefined();
  });

  it('end the stream with one more', async () => {
    const { stage, outcome } = await connect({ limits: { early: 3 }, script: early(4) });
    expect(await outcome).toMatchObject({ condition: 'policy-violation' });
    expect(stage.server.complaint).toBe('policy-violation');
  });

  it('end the stream with one frame more than unread says, while nobody asks for any', async () => {
    const flood =
      (count: number): Script =>
      (el, server) =>
        el.name === 'open' && server.names.length === 1
          ? [server.opened(), server.features('PLAIN'), ...many(message, count)]
          : undefined;
    const { stage } = await connect({ limits: { unread: 3 }, script: flood(50) });
    expect(stage.server.complaint).toBe('policy-violation');
  });
});

describe('answers that nobody takes', () => {
  it.each([true, false])('are bounded: over it the stream ends', async (isManaged) => {
    const script: Script = (el, server) => {
      if (el.name === 'enable') return ["<enabled xmlns='urn:xmpp:sm:3' id='x' resume='true'/>"];
      if (!isManaged || el.name !== 'open' || !server.names.includes('auth')) return undefined;
      const features = server.features().replace('</', "<sm xmlns='urn:xmpp:sm:3'/></");
      return [server.opened(), features];
    };
    const { stage, outcome } = await connect({
      limits: { answers: 20, bufferedBytes: 0 },
      script,
    });
    expect(await outcome).toBeUndefined();
    if (!isManaged) stage.server.transport.pause();
    const { server } = stage;
    for (let n = 0; n < 20; n += 1) server.send(question(n));
    await stage.settle();
    expect(stage.session.state.state).toBe('online');
    // The socket of a server that does not read takes 64 KiB first.
    for (let n = 20; n < 1000; n += 1) server.send(question(n));
    await stage.settle();
    expect(stage.session.state).toMatchObject({ reason: { condition: 'resource-constraint' } });
  });

  it('leave the bound as they are taken', async () => {
    const { stage } = await connect({ limits: { answers: 20 } });
    for (let n = 0; n < 200; n += 1) {
      stage.server.send(question(n));
      if (n % 10 === 0) await stage.settle();
    }
    await stage.settle();
    expect(stage.session.state.state).toBe('online');
    expect(stage.server.all('iq').filter(({ attrs }) => attrs['type'] === 'result')).toHaveLength(
      200,
    );
  });
});
