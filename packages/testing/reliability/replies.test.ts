/** Rows 19 to 25: answers that are late, twice, forged, or never come. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { memoryJournal } from '@xec/journal-memory';
import { childElements, parse, write, type Element, type XmlElement } from '@xec/stanza';
import { openStage, Stage, type StageOptions } from '../stage/index.js';
import { Ask, Order, probe } from './probe/index.js';
import { collect, keysOf, onlineAgain, openWorld, type World } from './world.js';

jest.setTimeout(15_000);

const isAnswer = (el: Element): boolean =>
  el.is('iq') && el.attrs['type'] === 'result' && childElements(el).length === 0;

const answer = (id: unknown, type = 'result', more = ''): string =>
  `<iq xmlns='jabber:client' type='${type}' id='${String(id)}' ${more}/>`;

const options: StageOptions = { features: [probe], setUp: false };
const online = async (more: StageOptions = {}): Promise<Stage> =>
  (await openStage({ ...options, ...more })).connected();

/** The ids of the orders that the newest server got. */
const orders = ({ server }: Stage): unknown[] =>
  server
    .all('iq')
    .filter((el) => el.getChild('order') !== undefined)
    .map(({ attrs }) => attrs['id']);

const outcomes = ({ packets }: Stage): { key: string; condition: unknown }[] =>
  packets
    .filter(({ key }) => key.startsWith('probe_'))
    .map(({ key, content }) => ({ key, condition: (content as Outcome).condition }));

interface Outcome {
  readonly condition?: string;
}

/** Why stanzas were passed over. */
function passedOver(stage: Stage): string[] {
  const reasons: string[] = [];
  stage.session.trace({
    tried: () => undefined,
    answered: () => undefined,
    ignored: (_stanza, reason) => reasons.push(reason),
  });
  return reasons;
}

const ask = (stage: Stage, n: number, timeoutMs = 60_000): Promise<string> =>
  stage.session.request(new Order({ n }), { timeoutMs }).then(
    () => 'ok',
    (error: unknown) => String((error as Outcome).condition),
  );

describe('an answer', () => {
  it('19 that is late is dropped, and said to be: the outcome stays a timeout', async () => {
    const stage = await online();
    const reasons = passedOver(stage);
    const asked = ask(stage, 1, 1000);
    await stage.settle();
    await stage.advance(1200);
    expect(await asked).toBe('timeout');
    stage.server.send(answer(orders(stage)[0]));
    await stage.settle();
    expect(outcomes(stage)).toEqual([{ key: 'probe_order_error', condition: 'timeout' }]);
    expect(reasons).toEqual(['no request of that id is pending']);
    await stage.disconnected();
  });

  it('21 that comes twice on its stream has one handler and one packet', async () => {
    const stage = await online();
    const asked = ask(stage, 1);
    await stage.settle();
    const [id] = orders(stage);
    stage.server.send(answer(id), answer(id), answer(id, 'error'));
    await stage.settle();
    expect(await asked).toBe('ok');
    expect(outcomes(stage)).toEqual([{ key: 'probe_order_handle', condition: undefined }]);
    await stage.disconnected();
  });

  it.each([
    ['a stranger', "from='mallory@evil.example'"],
    ['another resource of the account', "from='juliet@capulet.example/chamber'"],
    ['a domain that begins alike', "from='capulet.example.evil.example'"],
    ['nobody that there could be', "from='@'"],
  ])('22 of %s is ignored, whatever it says: the right one completes', async (_who, from) => {
    const stage = await online();
    const asked = ask(stage, 1);
    await stage.settle();
    const [id] = orders(stage);
    stage.server.send(answer(id, 'result', from), answer(id, 'error', from));
    await stage.settle();
    expect(outcomes(stage)).toEqual([]);
    stage.server.send(answer(id, 'result', "from='juliet@capulet.example'"));
    await stage.settle();
    expect(await asked).toBe('ok');
    expect(outcomes(stage)).toHaveLength(1);
    await stage.disconnected();
  });

  it('23 is no request, message or presence of the same id, and no answer to somebody else', async () => {
    const journal = memoryJournal();
    // The same randomness: both sessions ask under the same id.
    const one = await online({ journal, name: 'one', jid: 'juliet@capulet.example/one' });
    const two = await online({ journal, name: 'two', jid: 'juliet@capulet.example/two' });
    const askedOne = ask(one, 1);
    const askedTwo = ask(two, 2);
    await one.settle();
    await two.settle();
    const [id] = orders(one);
    expect(orders(two)).toEqual([id]);
    const romeo = "from='romeo@montague.example/x'";
    one.server.send(
      `<iq xmlns='jabber:client' type='get' id='${String(id)}' ${romeo}><x xmlns='urn:x'/></iq>`,
      `<message xmlns='jabber:client' id='${String(id)}' ${romeo}/>`,
      `<message xmlns='jabber:client' type='error' id='${String(id)}'/>`,
      `<presence xmlns='jabber:client' type='error' id='${String(id)}'/>`,
    );
    await one.settle();
    expect(outcomes(one)).toEqual([]);
    expect(one.server.all('iq').at(-1)?.attrs).toMatchObject({ type: 'error', id });
    one.server.send(answer(id));
    await one.settle();
    expect(await askedOne).toBe('ok');
    expect(outcomes(two)).toEqual([]);
    expect((await journal.open('two')).pending.map((record) => record.id)).toEqual([id]);
    void askedTwo;
  });

  it('24 that says no counts, though one follows that says yes', async () => {
    const stage = await online();
    const asked = ask(stage, 1);
    await stage.settle();
    const [id] = orders(stage);
    stage.server.send(answer(id, 'error'), answer(id));
    await stage.settle();
    expect(await asked).toBe('undefined-condition');
    expect(outcomes(stage)).toEqual([
      { key: 'probe_order_error', condition: 'undefined-condition' },
    ]);
    await stage.disconnected();
  });

  it('25 that never comes is a timeout at the deadline, within a second', async () => {
    const stage = await online({ script: quiet });
    const asked = ask(stage, 1, 20_000);
    await stage.settle();
    await stage.advance(19_900, 100);
    expect(outcomes(stage)).toEqual([]);
    await stage.advance(1000, 100);
    expect(await asked).toBe('timeout');
    expect(stage.session.pending).toEqual([]);
    await stage.disconnected();
  });

  it('25 that never comes is one across a restart, too', async () => {
    const journal = memoryJournal();
    const stage = await online({ journal, script: quiet });
    void ask(stage, 1, 20_000);
    await stage.settle();
    const later = new Stage({ ...options, journal, script: quiet });
    later.runtime.advance(15_000);
    await later.open();
    await later.settle();
    await later.advance(4900, 100);
    expect(outcomes(later)).toEqual([]);
    await later.advance(1000, 100);
    expect(outcomes(later)).toEqual([{ key: 'probe_order_error', condition: 'timeout' }]);
    expect((await journal.open('stage')).pending).toEqual([]);
  });
});

/** Answers no order. */
const quiet = (el: XmlElement): readonly string[] | undefined =>
  el.getChild('order') === undefined ? undefined : [];

describe('an answer of a real stream', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it('21 that comes again after the stream was resumed has one handler and one packet', async () => {
    const client = await world.online();
    const heard = collect(client);
    let reply: XmlElement | undefined;
    world.server.faults.rewrite(
      { jid: 'juliet', stanza: isAnswer, times: 1 },
      (el) => (reply = el),
    );
    await client.request(new Order({ n: 1 }));
    const again = onlineAgain(client);
    const text = write(reply as unknown as XmlElement); // the answer was sent
    world.server.faults.after({ stanza: (el) => el.is('resumed'), times: 1 }, () => parse(text));
    world.server.disconnect('juliet', 'abort');
    expect(await again).toBe(true);
    await world.barrier(client);
    expect(keysOf(heard, 1)).toEqual(['probe_order_handle']);
  });

  it('22 that somebody forges first is ignored', async () => {
    const client = await world.online();
    const heard = collect(client);
    world.server.faults.before({ jid: 'juliet', stanza: isAnswer, times: 1 }, (el) => {
      el.attrs['from'] = 'romeo@localhost/x';
      el.attrs['type'] = 'error';
      return el;
    });
    await expect(client.request(new Order({ n: 1 }))).resolves.toMatchObject({ n: 1 });
    await client.request(new Ask({ n: 2 }));
    expect(keysOf(heard, 1)).toEqual(['probe_order_handle']);
  });
});
