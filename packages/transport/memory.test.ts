import { describe, expect, it } from '@jest/globals';
import { FrameQueue, RecordedEvents, transportContract, type TransportPeer } from '@xec/testing';
import { memoryConnector, memoryPair, type MemoryTransport } from './index.js';

transportContract('a memory pair', async () => {
  const accepted: ((peer: TransportPeer) => void)[] = [];
  const connector = memoryConnector((server, service) => {
    if (service === 'silent') return new Promise(() => undefined);
    accepted.shift()?.(peerOf(server));
    return undefined;
  });
  return {
    connector,
    service: 'server',
    silentService: 'silent',
    accepted: () => new Promise((resolve) => accepted.push(resolve)),
    end: async () => undefined,
  };
});

function peerOf(server: MemoryTransport): TransportPeer {
  const queue = new FrameQueue();
  const frames: string[] = [];
  const ended = new Promise<void>((resolve) => {
    server.attach({
      onFrame: (frame) => {
        frames.push(frame);
        queue.push(frame);
      },
      onClose: () => resolve(),
    });
  });
  return {
    frames,
    ended,
    send: (frame) => server.send(frame),
    nextFrame: () => queue.next(),
    closeCleanly: () => server.close(),
    cut: () => server.abort(),
  };
}

describe('a memory pair', () => {
  it('delivers in a microtask, never within send', async () => {
    const { client, server } = attachedPair();
    client.transport.send('hello');
    expect(server.events.frames).toEqual([]);
    await Promise.resolve();
    expect(server.events.frames).toEqual(['hello']);
  });

  it('keeps what arrives before events are attached', async () => {
    const [client, server] = memoryPair();
    client.send('early');
    await Promise.resolve();
    const events = new RecordedEvents();
    server.attach(events);
    expect(await events.nextFrame()).toBe('early');
  });

  it('takes events once', () => {
    const { client } = attachedPair();
    expect(() => client.transport.attach(new RecordedEvents())).toThrow('has events already');
  });

  it('acts like a dead network after silence()', async () => {
    const { client, server } = attachedPair();
    client.transport.silence();
    client.transport.send('lost');
    server.transport.send('lost');
    await Promise.resolve();
    expect(client.events.log).toEqual([]);
    expect(server.events.log).toEqual([]);

    client.transport.close();
    const reason = await client.events.closed;
    expect(reason.clean).toBe(false);
    expect(server.events.log).toEqual([]);
  });

  it('counts what a paused peer has not read, in the middle of a burst, too', async () => {
    const { client, server } = attachedPair();
    server.events.whenFrame = () => server.transport.pause();
    for (const frame of ['12345', '678', '90']) client.transport.send(frame);
    expect(client.transport.bufferedBytes).toBe(10);
    await Promise.resolve();
    expect(client.transport.bufferedBytes).toBe(5);
    server.transport.resume();
    await Promise.resolve();
    expect(client.transport.bufferedBytes).toBe(2);
  });

  it('refuses when the accepting function throws, with the reason as cause', async () => {
    const reason = new Error('closed for today');
    const connect = memoryConnector(() => {
      throw reason;
    });
    const connecting = connect('server', new RecordedEvents());
    await expect(connecting).rejects.toMatchObject({ code: 'refused', cause: reason });
  });

  it('claims what it was told to', () => {
    const [client] = memoryPair({ framing: 'stream', isSecure: true, isLoopback: false });
    expect(client).toMatchObject({ framing: 'stream', isSecure: true, isLoopback: false });
    expect(memoryPair()[0]).toMatchObject({
      framing: 'websocket',
      isSecure: false,
      isLoopback: true,
    });
  });
});

function attachedPair() {
  const [client, server] = memoryPair();
  const ends = { client: end(client), server: end(server) };
  return ends;
}

function end(transport: MemoryTransport) {
  const events = new RecordedEvents();
  transport.attach(events);
  return { transport, events };
}
