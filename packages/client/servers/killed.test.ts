import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { sqliteJournal } from '@xec/journal-sqlite';
import {
  Oracle,
  describeOnServers,
  openClients,
  question,
  startProcess,
  type ClientProcess,
  type ProcessPlan,
} from '@xec/testing';
import { PublishMessage, allFeatures, type AnyPacket, type FaultPoint } from '@xec/xec';
import type { Client } from '../index.js';

jest.setTimeout(40_000);

const SESSION = 'juliet';

const folder = mkdtempSync(join(tmpdir(), 'xec-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

describeOnServers('a client that is killed', (server) => {
  const clients = openClients(server, { features: [...allFeatures, question] });
  const started: ClientProcess[] = [];
  let oracle: Oracle;
  let romeo: Client;
  let plan: ProcessPlan;

  beforeEach(async () => {
    oracle = new Oracle();
    romeo = await clients.online('romeo', {
      features: [...allFeatures, oracle.feature],
      limits: { handlerMs: 30_000 },
    });
    const juliet = await clients.make('juliet');
    plan = {
      jid: juliet.jid.bare,
      password: 'juliet-pw',
      service: server().ws,
      session: SESSION,
      journal: join(folder, `${String((files += 1))}.xec`),
    };
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.kill()));
    await clients.end();
  });

  const start = async (more: Partial<ProcessPlan> = {}): Promise<ClientProcess> => {
    const client = await startProcess({ ...plan, ...more });
    started.push(client);
    return client;
  };

  /** One that is online, with everything answered that it asks for at the start; and its full JID. */
  const startOnline = async (more?: Partial<ProcessPlan>): Promise<[ClientProcess, string]> => {
    const client = await start(more);
    const { content } = await client.packet('session_state', isOnline);
    await client.packet('carbons_enable_handle');
    return [client, (content as { jid: string }).jid];
  };

  const params = (): { to: string; text: string; note: string } => ({
    to: romeo.jid.toString(),
    text: 'How art thou?',
    note: 'never sent: <ask> & "wait" 💌',
  });

  const isOnline = ({ state }: { state: string }): boolean => state === 'online';
  const isResumed = ({ resumed }: { resumed?: boolean }): boolean => resumed === true;

  /** The packets that the journal has under a key. */
  const stored = async (key: string): Promise<AnyPacket[]> => {
    const journal = sqliteJournal({ file: plan.journal });
    const { packets } = await journal.packets(SESSION, 0, 1000);
    await journal.close();
    return packets.filter((packet) => packet.key === key);
  };

  it('has its answer in the next process, with all that was asked, once', async () => {
    const [first] = await startOnline();
    first.ask(params());
    await oracle.isAsked();
    await first.kill();
    oracle.answer('I am well.');
    const next = await start();
    await next.packet('session_state', isResumed);
    const { content } = await next.packet('question_ask_handle');
    expect(content).toEqual({ ...params(), answer: 'I am well.' });
    expect(await stored('question_ask_handle')).toHaveLength(1);
    expect(oracle.asked).toHaveLength(1);
  });

  it('has an error in the next process, where its method runs', async () => {
    const [first] = await startOnline();
    first.ask(params());
    await oracle.isAsked();
    await first.kill();
    oracle.answer({ condition: 'item-not-found' });
    const next = await start();
    await next.packet('session_state', isResumed);
    const { content } = await next.packet('question_ask_erroritemnotfound');
    expect(content).toEqual(params());
    expect(await stored('question_ask_erroritemnotfound')).toHaveLength(1);
    expect(await stored('question_ask_handle')).toEqual([]);
  });

  it('has an answer that comes only when the next process is there', async () => {
    const [first] = await startOnline();
    first.ask(params());
    await oracle.isAsked();
    await first.kill();
    const next = await start();
    await next.packet('session_state', isResumed);
    oracle.answer('At last.');
    const { content } = await next.packet('question_ask_handle');
    expect(content).toMatchObject({ note: params().note, answer: 'At last.' });
    expect(oracle.asked).toHaveLength(1);
  });

  it('gets what was said to it meanwhile, once and in order', async () => {
    const [first, to] = await startOnline();
    await first.kill();
    const bodies = ['one', 'two', 'three'];
    for (const body of bodies) {
      await romeo.request(new PublishMessage({ to, type: 'chat', body }));
    }
    const next = await start();
    await next.packet('session_state', isResumed);
    await next.packet('message', ({ body }: { body?: string }) => body === 'three');
    const heard = (await stored('message')).map(
      ({ content }) => (content as { body: string }).body,
    );
    expect(heard).toEqual(bodies);
  });

  it('goes on in this process over the same file', async () => {
    const [first, full] = await startOnline();
    first.ask(params());
    await oracle.isAsked();
    await first.kill();
    const journal = sqliteJournal({ file: plan.journal });
    const { jid, password, session } = plan;
    const here = clients.at(jid, password, { journal, session });
    const answers: unknown[] = [];
    const woken = new Promise<void>((resolve) => {
      here.packets.subscribe('question_ask_handle', ({ content }) => {
        answers.push(content);
        resolve();
      });
    });
    await here.connect();
    expect(here.state).toMatchObject({ state: 'online', jid: full, resumed: true });
    expect(here.pending).toHaveLength(1);
    oracle.answer('Here.');
    await woken;
    expect(answers).toEqual([{ ...params(), answer: 'Here.' }]);
    expect(here.pending).toEqual([]);
    await here.disconnect();
    await journal.close();
  });

  it('that ended in order leaves as much to the next process', async () => {
    const [first, to] = await startOnline();
    first.ask(params());
    await oracle.isAsked();
    await first.suspend();
    oracle.answer('Later.');
    await romeo.request(new PublishMessage({ to, type: 'chat', body: 'meanwhile' }));
    const next = await start();
    await next.packet('session_state', isResumed);
    const { content } = await next.packet('question_ask_handle');
    expect(content).toEqual({ ...params(), answer: 'Later.' });
    await next.packet('message', ({ body }: { body?: string }) => body === 'meanwhile');
  });

  it('whose journal lost its last commits is online again all the same', async () => {
    const [first, to] = await startOnline();
    await first.suspend();
    const older = `${plan.journal}.older`;
    copyFileSync(plan.journal, older);
    const second = await start();
    await second.packet('session_state', isResumed);
    for (const body of ['one', 'two']) {
      await romeo.request(new PublishMessage({ to, type: 'chat', body }));
    }
    await second.packet('message', ({ body }: { body?: string }) => body === 'two');
    await second.suspend(); // the server knows what is handled
    for (const rest of ['-wal', '-shm']) rmSync(`${plan.journal}${rest}`, { force: true });
    copyFileSync(older, plan.journal);
    const next = await start();
    // Prosody closes the connection each time, until the client asks for the stream no more.
    await next.packet('session_state', isOnline);
    await romeo.request(new PublishMessage({ to, type: 'chat', body: 'three' }));
    await next.packet('message', ({ body }: { body?: string }) => body === 'three');
  });

  it.each<FaultPoint>([
    'after-store',
    'while-sending',
    'after-send',
    'before-handle',
    'in-handle',
    'after-handle',
    'after-commit',
    'before-publish',
    'after-publish',
  ])('at the point %s asks once and has one answer', async (killAt) => {
    const [first] = await startOnline({ killAt });
    void oracle.isAsked().then(() => oracle.answer('Well.'));
    first.ask(params());
    expect(await first.death).toBe('SIGKILL');
    if (killAt === 'after-store') expect(oracle.asked).toEqual([]);
    const next = await start();
    await next.packet('session_state', isResumed);
    const { content } = await next.packet('question_ask_handle');
    expect(content).toEqual({ ...params(), answer: 'Well.' });
    expect(await stored('question_ask_handle')).toHaveLength(1);
    expect(oracle.asked).toHaveLength(1);
  });
});
