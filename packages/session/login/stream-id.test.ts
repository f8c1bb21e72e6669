/** The name of a lost stream, which is a secret (rule 56): in the journal, and out of it again. */
import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { openStage, type Script, type Stage, type StageOptions } from '@xec/testing';
import { aesVault, type Vault } from '../vault.js';

const NAME = 'n4me-of-a-stream';
const SM = "xmlns='urn:xmpp:sm:3'";
const FEATURES =
  "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>" +
  `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm ${SM}/></stream:features>`;

/** A server that manages streams. */
const managed: Script = (el, server) => {
  const isSecond = el.is('open') && server.all('auth').length > 0;
  if (isSecond) return [server.opened(), FEATURES];
  if (el.is('enable')) return [`<enabled ${SM} id='${NAME}' resume='true'/>`];
  if (el.is('resume')) return [`<resumed ${SM} previd='${String(el.attrs['previd'])}' h='0'/>`];
  return undefined;
};

const vaultOf = (fill: number): Vault => aesVault(new Uint8Array(32).fill(fill));

/** Comes online; opening what is sealed takes turns of the event loop. */
async function online(options: StageOptions): Promise<Stage> {
  const stage = await openStage({ script: managed, setUp: false, ...options });
  const done = stage.session.connect();
  await stage.settleUntil(() => stage.session.state.state === 'online');
  await done;
  return stage;
}

/** What the journal has when a process has left. */
async function left(options: StageOptions): Promise<string> {
  const stage = await online(options);
  await stage.session.suspend();
  return JSON.stringify(await stage.journal.open('stage'));
}

describe('the name of a stream', () => {
  it('is sealed in the journal, and opened by the next process', async () => {
    const journal = new MemoryJournal();
    const stored = await left({ journal, vault: vaultOf(7) });
    expect(stored).toContain('"isSealed":true');
    expect(stored).not.toContain(NAME);
    const next = await online({ journal, vault: vaultOf(7) });
    expect(next.server.all('resume').map(({ attrs }) => attrs['previd'])).toEqual([NAME]);
    expect(next.session.state).toMatchObject({ state: 'online', resumed: true });
  });

  it('is of no use to a process with another key, or none', async () => {
    for (const vault of [vaultOf(8), undefined]) {
      const journal = new MemoryJournal();
      await left({ journal, vault: vaultOf(7) });
      const next = await online({ journal, vault });
      expect(next.server.names).not.toContain('resume');
      expect(next.session.state).not.toHaveProperty('resumed');
      expect(next.faults).toEqual([]);
    }
  });

  it('is stored as it is without a vault, and taken as it is by a process that has one', async () => {
    const journal = new MemoryJournal();
    expect(await left({ journal })).toContain(NAME);
    const next = await online({ journal, vault: vaultOf(7) });
    expect(next.session.state).toMatchObject({ resumed: true });
  });

  it('is not stored where the vault fails: that stream is not gone on with', async () => {
    const journal = new MemoryJournal();
    const broken = { ...vaultOf(7), seal: () => Promise.reject(new Error('no room')) };
    const stage = await online({ journal, vault: broken });
    await stage.session.suspend();
    expect(stage.faults.map(({ where }) => where)).toEqual(['vault']);
    expect(JSON.stringify(await journal.open('stage'))).not.toContain(NAME);
  });
});
