import { main, type Io } from '../main.js';

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output, read as JSON lines. */
  readonly lines: readonly Record<string, unknown>[];
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly askSecret?: (question: string) => Promise<string>;
  readonly ask?: (question: string) => Promise<string>;
  readonly signal?: AbortSignal;
  readonly hasColours?: boolean;
  /** Hears each piece of standard output. */
  readonly onOut?: (text: string) => void;
  /** Hears each piece of standard error. */
  readonly onErr?: (text: string) => void;
}

/** Runs `xec` in this process, with streams of its own. */
export async function xec(args: readonly string[], options: CliOptions = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  const io: Io = {
    input: textInput(options.input ?? ''),
    out(text) {
      out += text;
      options.onOut?.(text);
    },
    err(text) {
      err += text;
      options.onErr?.(text);
    },
    env: options.env ?? {},
    hasColours: options.hasColours ?? false,
    interrupted: () => options.signal ?? new AbortController().signal,
    ...(options.askSecret && { askSecret: options.askSecret }),
    ...(options.ask && { ask: options.ask }),
  };
  const code = await main(args, io);
  return {
    code,
    out,
    err,
    get lines() {
      // What the commands write a line is an object.
      return out
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

async function* textInput(text: string): AsyncGenerator<string> {
  yield text;
}
