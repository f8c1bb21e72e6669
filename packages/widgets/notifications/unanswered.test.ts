import { describe, expect, it } from '@jest/globals';
import { RequestError, type PacketSource } from '@xec/packet-source';
import { memoryTexts } from '../theme/kept-texts.js';
import { whatWasDone } from './done.js';
import { Unanswered } from './unanswered.js';

/** A source whose requests end when a test says so. */
class HeldSource {
  readonly ends: { resolve: (content: unknown) => void; reject: (error: Error) => void }[] = [];
  readonly state = { state: 'open', isLive: true } as const;
  resync: () => void = () => undefined;
  subscribe = () => () => undefined;
  onState = () => () => undefined;
  onResync = (run: () => void) => {
    this.resync = run;
    return () => undefined;
  };
  connect = () => undefined;
  request = () =>
    new Promise<unknown>((resolve, reject) => {
      this.ends.push({ resolve, reject });
    });
}

/** A page of somebody, with what was kept before. */
function openPage(kept = memoryTexts(), now?: () => number) {
  const held = new HeldSource();
  const unanswered = new Unanswered(kept, 'juliet', now);
  return { held, unanswered, source: unanswered.watch(held as PacketSource), kept };
}

const told = { key: 'roster_additem_handle', seq: 8 };

describe('a request whose end no page has heard of', () => {
  it('is told by the next page, once', () => {
    const first = openPage();
    void first.source.request('Roster/AddItem', {});
    const { unanswered } = openPage(first.kept);
    expect(unanswered.isTold({ key: 'roster_removeitem_handle', seq: 7 })).toBe(false);
    expect(unanswered.isTold(told)).toBe(true);
    expect(unanswered.isTold({ ...told, seq: 9 })).toBe(false);
  });

  it.each(['roster_additem_erroritemnotfound', 'roster_additem_error'])('may end by %s', (key) => {
    const { source, kept } = openPage();
    void source.request('Roster/AddItem', {});
    expect(openPage(kept).unanswered.isTold({ key, seq: 1 })).toBe(true);
  });

  it('is none while its page waits, nor once it was answered', async () => {
    for (const end of ['resolve', 'reject'] as const) {
      const { source, held, unanswered, kept } = openPage();
      const answer = source.request('Roster/AddItem', {});
      expect(unanswered.isTold(told)).toBe(false);
      if (end === 'resolve') held.ends[0]?.resolve('done');
      else held.ends[0]?.reject(new RequestError('conflict'));
      await expect(answer.catch((error: unknown) => String(error))).resolves.toMatch(
        /done|conflict/,
      );
      expect(openPage(kept).unanswered.isTold({ ...told, seq: 9 })).toBe(false);
    }
  });

  it('is one whose page lost its connection', async () => {
    const { source, held, unanswered } = openPage();
    const answer = source.request('Roster/AddItem', {});
    held.ends[0]?.reject(new RequestError('connection-lost'));
    await expect(answer).rejects.toThrow('connection-lost');
    expect(unanswered.isTold(told)).toBe(true);
  });

  it('does not end by what was told before it', () => {
    const first = openPage();
    first.unanswered.isTold(told);
    void first.source.request('Roster/AddItem', {});
    const { unanswered, held } = openPage(first.kept);
    expect(unanswered.isTold(told)).toBe(false);
    expect(unanswered.isTold({ ...told, seq: 9 })).toBe(true);
    held.resync(); // packets are counted anew
  });

  it('is forgotten after a day, when somebody signs out, and where damage was kept', () => {
    let at = 0;
    const first = openPage(undefined, () => at);
    void first.source.request('Roster/AddItem', {});
    at = 25 * 3_600_000;
    expect(openPage(first.kept, () => at).unanswered.isTold(told)).toBe(false);
    const second = openPage();
    void second.source.request('Roster/AddItem', {});
    second.unanswered.forget();
    expect(openPage(second.kept).unanswered.isTold(told)).toBe(false);
    for (const damage of ['', '{', '{}', '[1,null,{"id":1}]']) {
      const kept = memoryTexts();
      kept.set('xec-unanswered-juliet', damage);
      expect(openPage(kept).unanswered.isTold(told)).toBe(false);
    }
  });

  it('is none where nobody waits for the end', () => {
    const { source, kept } = openPage();
    void source.request('Message/Composing', {});
    expect(kept.get('xec-unanswered-juliet')).toBeUndefined();
  });

  it('has words in both languages', () => {
    expect(whatWasDone('en', 'roster_additem')).toBe('The contact was added');
    expect(whatWasDone('fr', 'roster_additem')).toBe('Le contact a été ajouté');
  });
});
