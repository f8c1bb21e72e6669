import { describe, expect, it } from '@jest/globals';
import { faultPoints } from '@xec/xec';
import { commandLine, readArguments } from './settings.js';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readArguments([])).toMatchObject({ seed: 1, kills: 60, points: [], runs: 1 });
  });

  it('takes points by name and by number, or all of them', () => {
    expect(readArguments(['--points', 'K1,in-handle']).points).toEqual([
      'before-store',
      'in-handle',
    ]);
    expect(readArguments(['--points', 'all']).points).toEqual(faultPoints);
  });

  it('gives the same settings again', () => {
    const args = '--kills 3 --journal redis --server prosody --pairs --plant no-fence'.split(' ');
    const settings = readArguments(args);
    const again = commandLine(settings, 7).replace('npm run crash-test -- ', '').split(' ');
    expect(readArguments(again)).toEqual({ ...settings, seed: 7 });
  });

  it.each([
    [['--sead', '1'], 'there is no option --sead'],
    [['--kills'], 'expected a whole number after --kills, got ""'],
    [['--server', 'other'], 'expected prosody or devserver after --server, got "other"'],
    [['--points', 'K13'], 'after --points, got "K13"'],
  ])('refuses %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });
});
