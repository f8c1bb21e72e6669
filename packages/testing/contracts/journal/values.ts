import { expect, it } from '../../jest.js';
import { SESSION, pending, stanza, packet, ODD_VALUES, type JournalStore } from './store.js';

/** What is stored comes back as it was, whatever it is. */
export function valuesContract({ start }: JournalStore): void {
  it.each(ODD_VALUES)('keeps what JSON can say as it was: %s', async (_what, text) => {
    const { journal, write } = await start();
    const value: unknown = JSON.parse(text);
    await write({
      pending: [{ ...pending('a'), params: value }],
      packets: [{ ...packet(1), content: value }],
      facts: [{ section: 'contact', key: 'a', value }],
    });
    const { pending: found, facts } = await journal.open(SESSION);
    const page = await journal.packets(SESSION, 0, 1);
    const all = [found[0]?.params, page.packets[0]?.content, facts[0]?.value];
    expect(all.map((each) => JSON.stringify(each))).toEqual(Array(3).fill(JSON.stringify(value)));
  });

  it('keeps numbers up to 2^53 - 1, and counts that need more than 31 bits', async () => {
    const { journal, write } = await start();
    const most = Number.MAX_SAFE_INTEGER;
    const record = { ...pending('a'), deadline: most, timeoutMs: most };
    const late = [4_294_967_297, 4_294_967_298].map((seq) => ({ ...packet(seq), at: most }));
    await write({ pending: [record], packets: late, inbound: 4_294_967_295 });
    expect(await journal.open(SESSION)).toMatchObject({
      pending: [record],
      inbound: 4_294_967_295,
      lastSeq: 4_294_967_298,
    });
    expect((await journal.packets(SESSION, 4_294_967_296, 9)).packets).toEqual(late);
    const { fence } = await journal.open(SESSION);
    await write({ fence, inbound: 0 }); // the count of a stream wraps at 2^32
    expect((await journal.open(SESSION)).inbound).toBe(0);
  });

  it('keeps ids, keys, senders and stanzas of any characters apart and as they were', async () => {
    const { journal, write } = await start();
    const texts = ['a', 'A', 'é', 'e\u0301', '"a"', 'a\tb', 'a\nb', '\\n', ' ', '\u{1F600}', 'a:b'];
    await write({
      pending: texts.map(pending),
      outbound: texts.map((text, index) => ({ number: index + 1, id: text, xml: text })),
      packets: texts.map((text, index) => ({ ...packet(index + 1), key: text, from: text })),
    });
    for (const [index, text] of texts.entries()) await journal.moveCursor(SESSION, text, index);
    const snapshot = await journal.open(SESSION);
    expect(snapshot.pending.map(({ id }) => id)).toEqual(texts);
    expect(snapshot.outbound.map(({ id, xml }) => [id, xml])).toEqual(texts.map((t) => [t, t]));
    const page = await journal.packets(SESSION, 0, 100);
    expect(page.packets.map(({ key, from }) => [key, from])).toEqual(texts.map((t) => [t, t]));
    const places = await Promise.all(texts.map((text) => journal.cursor(SESSION, text)));
    expect(places).toEqual([...texts.keys()]);
    await write({ fence: snapshot.fence, taken: texts.slice(1) });
    expect((await journal.open(SESSION)).pending).toEqual([pending('a')]);
  });

  it('leaves out what was not there', async () => {
    const { journal, write } = await start();
    const { to: _to, ...toNobody } = pending('a');
    const { id: _id, ...withoutId } = stanza(1);
    const { from: _from, ...fromNobody } = packet(1);
    await write({ pending: [toNobody], outbound: [withoutId], packets: [fromNobody] });
    const snapshot = await journal.open(SESSION);
    expect(Object.keys(snapshot.pending[0] ?? {})).not.toContain('to');
    expect(Object.keys(snapshot.outbound[0] ?? {})).not.toContain('id');
    const page = await journal.packets(SESSION, 0, 1);
    expect(page.packets).toEqual([fromNobody]);
    expect(Object.keys(page.packets[0] ?? {})).not.toContain('from');
  });

  it('keeps the marks of a request', async () => {
    const { journal, write } = await start();
    const secret = { ...pending('a'), params: null, isSecret: true as const };
    const setUp = { ...pending('b'), isSetUp: true as const };
    await write({ pending: [secret, setUp], outbound: [{ ...stanza(1), xml: '' }] });
    expect(await journal.open(SESSION)).toMatchObject({
      pending: [secret, setUp],
      outbound: [{ ...stanza(1), xml: '' }],
    });
  });
}
