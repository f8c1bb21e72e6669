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
});
