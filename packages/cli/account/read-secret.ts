import type { ReadStream, WriteStream } from 'node:tty';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = ['\b', '\u007f'];

/**
 * Asks for a secret on the terminal and shows nothing of what is typed.
 *
 * @throws Error when the person gave up (Ctrl-C, Ctrl-D)
 */
export function readSecret(
  question: string,
  input: ReadStream,
  output: Pick<WriteStream, 'write'>,
): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const done = (finish: () => void): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      finish();
    };
    const onData = (text: string): void => {
      for (const character of text) {
        if (character === '\r' || character === '\n') {
          done(() => {
            resolve(typed.join(''));
          });
          return;
        }
        if (character === CTRL_C || character === CTRL_D) {
          done(() => {
            reject(new Error('no password was given'));
          });
          return;
        }
        if (BACKSPACES.includes(character)) typed = typed.slice(0, -1);
        else typed.push(character);
      }
    };
    input.on('data', onData);
  });
}
