import { describe, expect, it } from '@jest/globals';
import { startOptions } from './start-options.js';

const usual = '/tmp/usual.xec';

describe('the options of the demo', () => {
  it.each([
    [[], {}, 0],
    [[], { PORT: '' }, 0],
    [[], { PORT: '8080' }, 8080],
    [['--port', '8081'], { PORT: '8080' }, 8081],
    [['--port=8082'], {}, 8082],
    [['--journal', 'a.xec', '--port', '8083'], {}, 8083],
  ])('%j and %j: the port is %i', (args, env, port) => {
    expect(startOptions(args, env, usual).port).toBe(port);
  });

  it.each([
    [[], {}, usual],
    [[], { XEC_DEMO_JOURNAL: '' }, usual],
    [[], { XEC_DEMO_JOURNAL: 'b.xec' }, 'b.xec'],
    [['--journal', 'a=b.xec'], { XEC_DEMO_JOURNAL: 'b.xec' }, 'a=b.xec'],
    [['--journal=a=b.xec'], {}, 'a=b.xec'],
    [['--no-journal'], { XEC_DEMO_JOURNAL: 'b.xec' }, undefined],
  ])('%j and %j: the journal is %s', (args, env, journal) => {
    expect(startOptions(args, env, usual).journal).toBe(journal);
  });

  it('name the services that take files', () => {
    expect(startOptions([], {}, usual).uploads).toEqual([]);
    const env = { XEC_UPLOADS: 'https://a.example, https://b.example' };
    expect(startOptions([], env, usual).uploads).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
    const args = ['--uploads', 'https://c.example'];
    expect(startOptions(args, env, usual).uploads).toEqual(['https://c.example']);
  });

  it.each([
    [['--port']],
    [['--port', '70000']],
    [['--port', 'x']],
    [['--prot', '1']],
    [['8080']],
    [['--journal']],
  ])('%j is refused', (args) => {
    expect(() => startOptions(args, {}, usual)).toThrow(TypeError);
  });

  it.each([
    [[], {}, undefined],
    [[], { XEC_SERVICE: '' }, undefined],
    [[], { XEC_SERVICE: 'wss://capulet.example/ws' }, 'wss://capulet.example/ws'],
    [['--service', 'ws://localhost:5280/a'], {}, 'ws://localhost:5280/a'],
    [['--service=ws://[::1]:5280/'], { XEC_SERVICE: 'wss://b.example/' }, 'ws://[::1]:5280/'],
  ])('%j and %j: the server is %s', (args, env, service) => {
    expect(startOptions(args, env, usual).service).toBe(service);
  });

  it.each([
    [{ XEC_SERVICE: 'capulet.example' }, /address of a WebSocket in XEC_SERVICE, .* got "capulet/],
    [{ XEC_SERVICE: 'https://capulet.example' }, /address of a WebSocket/],
    [{ XEC_SERVICE: 'ws://capulet.example/ws' }, /expected wss: in XEC_SERVICE/],
  ])('%j is refused in words', (env, words) => {
    expect(() => startOptions([], env, usual)).toThrow(words);
  });

  it('does not repeat a password that stands in an address', () => {
    const env = { XEC_SERVICE: 'wss://juliet:r0m30@capulet.example/ws' };
    const refused = (): unknown => startOptions([], env, usual);
    expect(refused).toThrow(/a password does not belong there/);
    expect(refused).not.toThrow(/r0m30/);
  });

  it.each([
    [{}, []],
    [{ XEC_SERVICE: 'wss://xmpp.capulet.example/ws' }, ['xmpp.capulet.example', 'capulet.example']],
    [{ XEC_SERVICE: 'wss://capulet.example/ws' }, ['capulet.example']],
    [{ XEC_SERVICE: 'ws://127.0.0.1:5280/' }, ['127.0.0.1']],
    [
      { XEC_SERVICE: 'ws://localhost:5280/', XEC_DOMAIN: 'capulet.example, montague.example' },
      ['capulet.example', 'montague.example'],
    ],
  ])('%j: accounts of %j may sign in', (env, domains) => {
    expect(startOptions([], env, usual).domains).toEqual(domains);
  });

  it.each([['juliet@capulet.example'], ['wss://capulet.example'], ['a b']])(
    '%j is no domain',
    (name) => {
      expect(() => startOptions(['--domain', name], {}, usual)).toThrow(/expected a domain/);
    },
  );
});
