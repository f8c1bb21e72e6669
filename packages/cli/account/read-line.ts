import { createInterface } from 'node:readline';

/**
 * Asks for a line on the terminal, shown as it is typed.
 *
 * @throws Error when the person gave up (Ctrl-C, Ctrl-D)
 */
export async function readLine(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  const lines = createInterface({ input, output });
  try {
    return await new Promise((resolve, reject) => {
      const giveUp = (): void => {
        lines.off('close', giveUp);
        output.write('\n');
        reject(new Error('no answer was given'));
      };
      lines.once('SIGINT', giveUp).once('close', giveUp);
      lines.question(question, (answer) => {
        lines.off('close', giveUp);
        resolve(answer);
      });
    });
  } finally {
    lines.close();
  }
}
