import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import {
  parse,
  readSaslReply,
  readStreamFeatures,
  saslAuth,
  saslResponse,
  streamHeader,
  write,
  type Element,
  type StreamFeatures,
} from '@xec/stanza';
import { Secret } from '@xec/xec';
import { describeWith, startServer, type RunningServer } from '@xec/testing';
import * as rules from './binding-rules.js';
import {
  chooseMechanism,
  createMechanism,
  type ChannelBindingType,
  type ChosenMechanism,
  type MechanismPolicy,
  type SaslMechanism,
} from './index.js';

/** A stream over TLS, as text: the servers are looked at without a transport of our own. */
class TlsStream {
  #text = '';

  private constructor(readonly socket: TLSSocket) {
    socket.on('data', (data: Buffer) => (this.#text += data.toString()));
  }

  static async open(server: RunningServer, maxVersion: SecureVersion): Promise<TlsStream> {
    const { tls: port } = server.ports;
    const options = { ca: server.ca, servername: 'localhost', ALPNProtocols: ['xmpp-client'] };
    const socket = connect({ host: '127.0.0.1', port, maxVersion, ...options });
    await once(socket, 'secureConnect');
    const stream = new TlsStream(socket);
    socket.write(streamHeader({ to: 'localhost' }));
    return stream;
  }

  /** The first element of one of these names. */
  async next(...names: string[]): Promise<Element> {
    const pattern = new RegExp(`<(${names.join('|')})(?: [^>]*)?(?:/>|>.*?</\\1>)`, 'su');
    for (;;) {
      const found = pattern.exec(this.#text);
      if (found !== null) {
        this.#text = this.#text.slice(found.index + found[0].length);
        const declared = "xmlns:stream='http://etherx.jabber.org/streams'";
        return parse(found[0].replace(/^<stream:features/u, `<stream:features ${declared}`));
      }
      await once(this.socket, 'data');
    }
  }

  async features(): Promise<StreamFeatures> {
    const features = readStreamFeatures(await this.next('stream:features'));
    if (features === undefined) throw new Error('expected stream features');
    return features;
  }

  /** What this end knows the connection by (RFC 5929, RFC 9266). */
  readonly binding = (type: ChannelBindingType): Uint8Array | undefined => {
    const isNew = this.socket.getProtocol() === 'TLSv1.3';
    switch (type) {
      case 'tls-exporter':
        return this.socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
      case 'tls-unique':
        return isNew ? undefined : this.socket.getFinished();
      case 'tls-server-end-point':
        return createHash('sha256').update(this.socket.getPeerCertificate().raw).digest();
    }
  };

  /** `success`, or the condition of the refusal. */
  async converse(mechanism: SaslMechanism): Promise<string> {
    this.socket.write(write(saslAuth(mechanism.name, (await mechanism.initial())?.reveal())));
    for (;;) {
      const reply = readSaslReply(await this.next('challenge', 'success', 'failure'));
      if (reply === undefined) throw new Error('expected an answer to the login');
      if (reply.kind === 'failure') return reply.condition;
      if (reply.kind === 'success') {
        mechanism.finish(reply.data);
        return 'success';
      }
      this.socket.write(write(saslResponse((await mechanism.respond(reply.data)).reveal())));
    }
  }
}

for (const name of ['prosody', 'ejabberd'] as const) {
  describeWith(name, `logins over TLS to ${name}`, () => {
    let server: RunningServer;
    const streams: TlsStream[] = [];
    beforeAll(async () => {
      server = await startServer(name);
    }, 60_000);
    afterEach(() => {
      for (const { socket } of streams.splice(0)) socket.destroy();
    });
    afterAll(async () => {
      await server.stop();
    });

    const open = async (maxVersion: SecureVersion) => {
      const stream = await TlsStream.open(server, maxVersion);
      streams.push(stream);
      return { stream, features: await stream.features() };
    };
    const choose = (features: StreamFeatures, stream: TlsStream, change = {}): ChosenMechanism => {
      const choice = chooseMechanism(features, {
        ...policy,
        channelBinding: { source: stream.binding, rules },
        ...change,
      });
      if ('refused' in choice) throw new Error(choice.refused);
      return choice;
    };

    it('are bound to the connection with TLS 1.2', async () => {
      const { stream, features } = await open('TLSv1.2');
      const chosen = choose(features, stream);
      expect(chosen.mechanism).toMatch(/-PLUS$/u);
      expect(chosen.channelBinding).toMatchObject({ type: 'tls-unique' });
      expect(await stream.converse(createMechanism(chosen, alice))).toBe('success');
    });

    it('are refused where they are bound to another connection', async () => {
      const { stream, features } = await open('TLSv1.2');
      const data = new Uint8Array(12);
      const chosen = choose(features, stream, {
        channelBinding: { source: () => data, rules },
      });
      expect(await stream.converse(createMechanism(chosen, alice))).not.toBe('success');
    });

    it('go well with TLS 1.3, for which neither names a binding', async () => {
      const { stream, features } = await open('TLSv1.3');
      const chosen = choose(features, stream);
      expect(chosen.mechanism).not.toMatch(/-PLUS$/u);
      expect(await stream.converse(createMechanism(chosen, alice))).toBe('success');
    });

    it('are refused with a wrong password', async () => {
      const { stream, features } = await open('TLSv1.2');
      const mechanism = createMechanism(choose(features, stream), {
        ...alice,
        password: new Secret('no'),
      });
      expect(await stream.converse(mechanism)).toBe('not-authorized');
    });

    it('go by MD5 where the owner names it and the server has it', async () => {
      const { stream, features } = await open('TLSv1.2');
      const isThere = features.mechanisms.includes('DIGEST-MD5');
      expect(isThere).toBe(name === 'ejabberd');
      if (!isThere) return;
      const change = { allowed: ['DIGEST-MD5'], allowLegacy: ['DIGEST-MD5'] };
      const chosen = choose(features, stream, change);
      expect(await stream.converse(createMechanism(chosen, alice))).toBe('success');
    });
  });
}

const policy: MechanismPolicy = {
  allowPlain: false,
  anonymous: false,
  isSecure: true,
  isLoopback: true,
};

const alice = {
  username: 'alice',
  password: new Secret('alice-pw'),
  domain: 'localhost',
  random: (count: number): Uint8Array => randomBytes(count),
};
