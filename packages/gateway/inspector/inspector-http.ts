/**
 * What an inspector asks for over HTTP. Who may, was asked before.
 */
import { Hono } from 'hono';
import { isStanza, parse } from '@xec/stanza';
import { issuesText } from '@xec/xec';
import * as v from 'valibot';
import type { Accounts } from '../accounts/accounts.js';
import type { FixtureView, InspectorEvent } from './events.js';
import { eventFilter, fits } from './filter.js';
import { replay } from './rehearse.js';
import type { Ring } from './ring.js';

/** What an inspector reaches. */
export interface InspectorOptions {
  readonly ring: Ring;
  readonly accounts: Accounts;
}

const MOST = 500;
const number = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const pageRequest = v.strictObject({
  ...eventFilter.entries,
  /** Only those with a higher `n`. */
  after: v.exactOptional(number),
  limit: v.exactOptional(v.pipe(number, v.minValue(1), v.maxValue(MOST))),
});
const stanzaRequest = v.strictObject({
  /** Of the account, in addresses. */
  id: v.string(),
  xml: v.pipe(v.string(), v.nonEmpty()),
});

export function makeInspector({ ring, accounts }: InspectorOptions): Hono {
  const app = new Hono();

  app.get('/api/inspector/events', (ctx) => {
    const read = v.safeParse(pageRequest, ctx.req.query());
    if (!read.success) return ctx.json({ error: issuesText(read.issues) }, 400);
    const { after = 0, limit = MOST, ...filter } = read.output;
    const found: InspectorEvent[] = [];
    for (const event of ring.all()) {
      if (event.n > after && fits(event, filter)) found.push(event);
    }
    // The oldest after a place, else the newest.
    return ctx.json(read.output.after === undefined ? found.slice(-limit) : found.slice(0, limit));
  });

  app.get('/api/inspector/events/:n/fixture', async (ctx) => {
    const event = ring.find(Number(ctx.req.param('n')));
    if (event?.kind !== 'in') return ctx.json({ error: 'there is no such stanza' }, 404);
    if (event.isCut === true) return ctx.json({ error: 'the stanza was too long to be kept' }, 410);
    const account = accounts.all.find(
      ({ account: { person } }) => person.session === event.session,
    );
    if (account === undefined) return ctx.json({ error: 'its session is gone' }, 404);
    const { packets } = await replay(account.account.person.client, event.xml);
    return ctx.json<FixtureView>({
      xml: `${event.xml}\n`,
      json: {
        note: `recorded on ${new Date(event.at).toISOString().slice(0, 10)}`,
        packets: Object.fromEntries(packets.map(({ key, content }) => [key, content])),
      },
    });
  });

  app.post('/api/inspector/send', async (ctx) => {
    const read = v.safeParse(stanzaRequest, await ctx.req.json().catch(() => undefined));
    if (!read.success) return ctx.json({ error: issuesText(read.issues) }, 400);
    const client = accounts.get(read.output.id)?.person.client;
    if (client === undefined) return ctx.json({ error: 'there is no such session' }, 404);
    const stanza = stanzaOf(read.output.xml);
    if (typeof stanza === 'string') return ctx.json({ error: stanza }, 400);
    await client.send(stanza);
    return ctx.body(null, 204);
  });

  app.post('/api/inspector/replay', async (ctx) => {
    const read = v.safeParse(stanzaRequest, await ctx.req.json().catch(() => undefined));
    if (!read.success) return ctx.json({ error: issuesText(read.issues) }, 400);
    const client = accounts.get(read.output.id)?.person.client;
    if (client === undefined) return ctx.json({ error: 'there is no such session' }, 404);
    const stanza = stanzaOf(read.output.xml);
    if (typeof stanza === 'string') return ctx.json({ error: stanza }, 400);
    return ctx.json(await replay(client, read.output.xml));
  });

  return app;
}

/** The stanza, or what is wrong with it. */
function stanzaOf(xml: string): ReturnType<typeof parse> | string {
  try {
    const el = parse(xml);
    return isStanza(el) ? el : 'expected a message, presence or iq in jabber:client';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
