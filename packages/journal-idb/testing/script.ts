/** Runs in pages and in workers of all kinds: journals that a test drives from outside. */
import { JournalError } from '@xec/xec';
import { idbJournal, type IdbJournal, type IdbJournalOptions } from '../index.js';
import type { Answer, Call, PageScope, WorkerKind } from './calls.js';

const journals = new Map<number, IdbJournal>();
const faults = new Map<number, string[]>();

async function answer(call: Call): Promise<Answer> {
  try {
    return { value: await act(call) };
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    const { code, message, session, retryMs } = error;
    return { refusal: { code, message, session, retryMs } };
  }
}

function act({ journal: id, method, args }: Call): unknown {
  if (method === 'faults') return faults.get(id);
  if (method === 'make') return make(id, args[0] as IdbJournalOptions);
  const journal = journals.get(id);
  if (journal === undefined) throw new Error(`journal ${id} was not made here`);
  // The other side is a Journal: it gives what the method takes.
  return (journal[method] as (...args: readonly unknown[]) => unknown)(...args);
}

function make(id: number, options: IdbJournalOptions): string {
  const heard: string[] = [];
  const journal = idbJournal({
    ...options,
    onFault: (fault, where) => heard.push(`${where}: ${String(fault)}`),
  });
  journals.set(id, journal);
  faults.set(id, heard);
  return journal.survives;
}

const answerAt = ({ data, ports }: MessageEvent<Call>): void => {
  void answer(data).then((said) => ports[0]?.postMessage(said));
};

type Port = Pick<Worker, 'postMessage'>;

async function start(kind: WorkerKind): Promise<Port> {
  if (kind === 'dedicated') return new Worker('/script.js');
  if (kind === 'shared') return new SharedWorker('/script.js').port;
  await navigator.serviceWorker.register('/script.js');
  const { active } = await navigator.serviceWorker.ready;
  if (active === null) throw new Error('a service worker that is ready is active');
  return active;
}

const workers = new Map<WorkerKind, Promise<Port>>();

async function ask(kind: WorkerKind, call: Call): Promise<Answer> {
  const started = workers.get(kind) ?? start(kind);
  workers.set(kind, started);
  const worker = await started;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.postMessage(call, [port2]);
  });
}

const scope: PageScope = {
  journalCall: (call, worker) => (worker === undefined ? answer(call) : ask(worker, call)),
};
Object.assign(globalThis, scope);

addEventListener('message', answerAt);
addEventListener('connect', (event) => {
  // The event of shared workers, which the types of pages do not know.
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) port.onmessage = answerAt;
});
