import { describe, expect, it } from '@jest/globals';
import { parse } from '@xec/stanza';
import { memoryConnector } from '@xec/transport';
import { probe, type Probed } from './probe.js';

const open = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='a.example' version='1.0'/>";
const features =
  "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>" +
  "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>" +
  '</stream:features>';

/** Probes a server that says `frames`; `heard` is what it hears. */
function ask(frames: readonly string[], heard: string[] = [], timeoutMs = 10_000): Promise<Probed> {
  const connector = memoryConnector((server) => {
    server.attach({
      onFrame(frame) {
        heard.push(frame);
        if (parse(frame).name === 'open') for (const each of frames) server.send(each);
      },
      onClose: () => undefined,
    });
  });
  return probe({ service: 'stage', domain: 'a.example', connector, timeoutMs });
}

describe('a probe', () => {
  it('reads what is offered, sends nothing else, and closes', async () => {
    const heard: string[] = [];
    expect(await ask([open, features], heard)).toMatchObject({
      isSecure: false,
      isLoopback: true,
      features: { mechanisms: ['PLAIN'] },
    });
    await Promise.resolve();
    expect(heard.map((frame) => parse(frame).name)).toEqual(['open', 'close']);
  });

  it.each([
    [[open, '<stream'], 'not-well-formed'],
    [["<html xmlns='http://www.w3.org/1999/xhtml'/>"], 'bad-format'],
    [[open, open.replaceAll('open', 'close')], 'closed'],
    [
      [
        open,
        "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>" +
          "<host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
      ],
      'host-unknown',
    ],
  ])('of a server that says %j fails with %s', async (frames, condition) => {
    await expect(ask(frames)).rejects.toMatchObject({ name: 'StreamError', condition });
  });

  it('of a silent server ends in its time', async () => {
    await expect(ask([], [], 20)).rejects.toMatchObject({ condition: 'timeout' });
  });
});
