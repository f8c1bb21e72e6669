/**
 * Against real servers: a stream, with both ways to TLS.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, RecordedEvents, startServer, type RunningServer } from '@xec/testing';
import { STREAM_END, streamHeader } from '@xec/stanza';
import type { Transport } from '@xec/transport';
import { tcp } from './index.js';

for (const name of ['prosody', 'ejabberd'] as const) {
  describeWith(name, `TCP to ${name}`, () => {
    let server: RunningServer;

    beforeAll(async () => {
      server = await startServer(name);
    }, 60_000);

    afterAll(() => server.stop());

    async function open(scheme: 'xmpp' | 'xmpps', domain = 'localhost') {
      const events = new RecordedEvents();
      const port = scheme === 'xmpp' ? server.ports.tcp : server.ports.tls;
      const { ca } = server;
      const client = await tcp(`${scheme}://127.0.0.1:${port}`, events, { ca, domain });
      return { client, events };
    }

    /** What the server offers in a new stream. */
    async function features(client: Transport, events: RecordedEvents): Promise<string> {
      client.send(streamHeader({ to: 'localhost' }));
      expect(await events.nextFrame()).toMatch(/^<stream:stream [^]*>$/u);
      return events.nextFrame();
    }

    async function close(client: Transport, events: RecordedEvents): Promise<void> {
      client.send(STREAM_END);
      client.close();
      expect(await events.closed).toEqual({ clean: true });
    }

    it('opens a stream with TLS from the start', async () => {
      const { client, events } = await open('xmpps');
      expect(await features(client, events)).toContain('SCRAM-SHA-256');
      expect(client.channelBinding?.('tls-server-end-point')?.length).toBeGreaterThanOrEqual(32);
      await close(client, events);
    });

    it('goes over to TLS, and opens a stream anew', async () => {
      const { client, events } = await open('xmpp');
      expect(await features(client, events)).toContain('urn:ietf:params:xml:ns:xmpp-tls');
      client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      expect(await events.nextFrame()).toContain('<proceed');
      await client.startTls?.();
      expect(client.isSecure).toBe(true);
      const offered = await features(client, events);
      expect(offered).toContain('SCRAM-SHA-256');
      expect(offered).not.toContain('<starttls');
      await close(client, events);
    });

    it('refuses the certificate for a domain that is not in it', async () => {
      await expect(open('xmpps', 'montague.example')).rejects.toMatchObject({
        code: 'certificate',
      });
    });

    it('hears why the server ends a stream', async () => {
      const { client, events } = await open('xmpps');
      client.send(streamHeader({ to: 'localhost' }));
      client.send('<message>');
      client.send('</iq>');
      const { clean } = await events.closed;
      const said = events.frames.join('');
      expect(said).toContain('not-well-formed');
      expect(clean).toBe(events.frames.at(-1) === STREAM_END);
    });
  });
}
