/**
 * What a command has of the world: streams, the environment, the wish to stop.
 */
import { readLine } from './account/read-line.js';
import { readSecret } from './account/read-secret.js';

export interface Io {
  /** Standard input; read by commands that want it. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Standard output. */
  out(text: string): void;
  /** Standard error. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal that shows colours. */
  readonly hasColours: boolean;
  /** Aborts at SIGINT and SIGTERM. Who asks for it has taken over ending in order. */
  interrupted(): AbortSignal;
  /** Asks a person for a secret, without echo; absent where nobody is there to be asked. */
  readonly askSecret?: (question: string) => Promise<string>;
  /** Asks a person for a line; absent where nobody is there to be asked. */
  readonly ask?: (question: string) => Promise<string>;
}

/** The streams and signals of this process. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads our output may have had enough: `xec keys | head`.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  return {
    input: stdin,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    env,
    hasColours: stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
    interrupted,
    ...(stdin.isTTY && {
      askSecret: (question: string) => readSecret(question, stdin, stderr),
      ask: (question: string) => readLine(question, stdin, stderr),
    }),
  };
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}

/** All of an input, as text. */
export async function readAll(input: Io['input']): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
