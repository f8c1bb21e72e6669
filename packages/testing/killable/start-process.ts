import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AnyPacket } from '@xec/xec';
import { oneFile } from '../programs/index.js';
import type { Order, ProcessPlan, Report } from './plan.js';
import type { QuestionParams } from './question.js';

/** A client that lives in a process of its own. */
export interface ClientProcess {
  /** What its named reader got, in this process; see the journal for the rest. */
  readonly packets: readonly AnyPacket[];
  /** Resolves with the first packet of that key, whether it came already or will. */
  packet(key: string, isWanted?: (content: never) => boolean): Promise<AnyPacket>;
  /** Has it ask something. */
  ask(params: QuestionParams): void;
  /** Ends it in order; the session goes on later. */
  suspend(): Promise<void>;
  /** `kill -9`; resolves when it is dead. */
  kill(): Promise<void>;
  /** Resolves with the signal that it died of, or `null`. */
  readonly death: Promise<NodeJS.Signals | null>;
}

// This module runs from the sources and from dist/; a process needs what is built.
const program = fileURLToPath(
  new URL(
    import.meta.url.includes('/dist/') ? 'process.js' : '../dist/killable/process.js',
    import.meta.url,
  ),
);

/** Starts a client that a test may kill. It ends with `kill()`, or when this process ends. */
export async function startProcess(plan: ProcessPlan): Promise<ClientProcess> {
  const child = spawn(process.execPath, [await oneFile(program), JSON.stringify(plan)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const death = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const packets: AnyPacket[] = [];
  const listeners = new Set<(packet: AnyPacket) => void>();
  child.on('message', (message) => {
    const { packet } = message as Report; // the process sends nothing else
    packets.push(packet);
    for (const listener of listeners) listener(packet);
  });
  const order = (what: Order): void => {
    child.send(what);
  };
  return {
    packets,
    death,
    packet: (key, isWanted = () => true) =>
      new Promise((resolve, reject) => {
        const look = (packet: AnyPacket): void => {
          // The test knows what the key stands for.
          if (packet.key !== key || !isWanted(packet.content as never)) return;
          listeners.delete(look);
          resolve(packet);
        };
        listeners.add(look);
        packets.forEach(look);
        void death.then((signal) => {
          const seen = packets.map((packet) => packet.key).join(', ');
          reject(new Error(`the process ended (${String(signal)}) before ${key}, after: ${seen}`));
        });
      }),
    ask: (params) => order({ ask: params }),
    async suspend() {
      order({ suspend: true });
      await death;
    },
    async kill() {
      child.kill('SIGKILL');
      await death;
    },
  };
}
