import { expect, it } from '@jest/globals';
import { openRoom } from '@xec/testing';
import { parse } from '@xec/stanza';
import { ping, PingServer } from '../../ping/index.js';
import { register, ChangePassword } from '../../register/index.js';
import type { Tracer } from './ports.js';

/** A tool that writes down all it hears. */
function notes(): { readonly heard: string[]; readonly tracer: Tracer } {
  const heard: string[] = [];
  const tracer: Tracer = {
    tried: ({ level, name }) => heard.push(`tried ${String(level)} ${name}`),
    ignored: (_stanza, reason) => heard.push(`ignored: ${reason}`),
    answered: (_stanza, answer) => heard.push(`answered ${String(answer.attrs['type'])}`),
    received: (stanza) => heard.push(`received ${stanza.getName()}`),
    ran: (_stanza, { description }) => heard.push(`ran ${description.name}`),
    completed: (_stanza, { name }) => heard.push(`completed ${name}`),
    handled: (_stanza, ms) => heard.push(`handled in ${String(ms)}`),
    stored: ({ pending, taken, outbound, packets }) =>
      heard.push(
        `stored ${[pending, taken, outbound, packets].map(({ length }) => length).join(' ')}` +
          outbound.map(({ xml }) => (xml === '' ? ' secret' : '')).join(''),
      ),
    left: (stanzas) => heard.push(`left ${JSON.stringify(Object.keys(stanzas[0] ?? {}))}`),
  };
  return { heard, tracer };
}

const self = 'juliet@capulet.example/balcony';

it('tools hear what comes in, what handles it, and what is stored', async () => {
  const room = openRoom(ping, { self });
  const [one, two] = [notes(), notes()];
  room.engine.trace(one.tracer);
  room.engine.trace(two.tracer);
  room.receive(
    parse(`<iq xmlns='jabber:client' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>`),
  );
  await room.engine.idle();
  expect(one.heard).toEqual([
    'received iq',
    'tried 1 iq',
    'tried 2 ping',
    'ran PingPong',
    'answered result',
    'handled in 0',
    'stored 0 0 1 0',
    'left ["number"]',
  ]);
  expect(two.heard).toEqual(one.heard);
});

it('tools hear of a request when it is stored, and of a secret one without its stanza', async () => {
  const room = openRoom(ping, { self });
  const { heard, tracer } = notes();
  room.engine.trace(tracer);
  void room.engine.dispatch(new PingServer(undefined)).catch(() => undefined);
  await room.engine.idle();
  expect(heard).toEqual(['stored 1 0 1 0', 'left ["number","id"]']);
  const secret = openRoom(register, { self });
  secret.engine.facts.apply({
    section: 'stream',
    key: 'current',
    value: { account: 'juliet@capulet.example', service: 'x', jid: self, isPrivate: true },
  });
  const more = notes();
  secret.engine.trace(more.tracer);
  void secret.engine.dispatch(new ChangePassword({ password: 'rose' })).catch(() => undefined);
  await secret.engine.idle();
  expect(more.heard).toEqual(['stored 1 0 1 0 secret', 'left ["number","id"]']);
});
