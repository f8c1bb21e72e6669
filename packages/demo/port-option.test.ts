import { describe, expect, it } from '@jest/globals';
import { portOption } from './port-option.js';

describe('the port', () => {
  it.each([
    [[], {}, 0],
    [[], { PORT: '' }, 0],
    [[], { PORT: '8080' }, 8080],
    [['--port', '8081'], { PORT: '8080' }, 8081],
    [['--port=8082'], {}, 8082],
  ])('of %j and %j is %i', (args, env, port) => {
    expect(portOption(args, env)).toBe(port);
  });

  it.each([[['--port']], [['--port', '70000']], [['--port', 'x']], [['--prot', '1']], [['8080']]])(
    'is not %j',
    (args) => {
      expect(() => portOption(args, {})).toThrow(TypeError);
    },
  );
});
