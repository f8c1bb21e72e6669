import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import {
  ClientBrowser,
  Oracle,
  describeInChromium,
  describeOnServers,
  openClients,
  type ClientPage,
  type Plan,
} from '@xec/testing';
import { PublishMessage, allFeatures, type AnyPacket } from '@xec/xec';
import type { Client } from '../index.js';

jest.setTimeout(40_000);
// A page goes when it likes: also in the moment in which ejabberd 23.01 hands it something, and then it
// does not answer the resumption for 15 s and refuses it (`resumed-streams.test.ts` says more). Each
// time is in the log.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

describeInChromium('a page', (executablePath) => {
  let browser: ClientBrowser;
  beforeAll(async () => {
    browser = await ClientBrowser.start(executablePath);
  });
  afterAll(() => browser.stop());

  describeOnServers('that is reloaded', (server) => {
    const clients = openClients(server, { features: allFeatures });
    const pages: ClientPage[] = [];
    let oracle: Oracle;
    let romeo: Client;
    let plan: Plan;

    beforeEach(async () => {
      oracle = new Oracle();
      romeo = await clients.online('romeo', {
        features: [...allFeatures, oracle.feature],
        limits: { handlerMs: 30_000 },
      });
      const { jid } = await clients.make('juliet');
      plan = {
        jid: jid.bare,
        password: 'juliet-pw',
        service: server().ws,
        session: 'juliet',
        journal: jid.bare,
      };
    });

    afterEach(async () => {
      await Promise.all(pages.splice(0).map(({ page }) => page.close()));
      await clients.end();
    });

    const open = async (): Promise<ClientPage> => {
      const page = await browser.tab();
      pages.push(page);
      return page;
    };

    /** A page that is online, with everything answered that it asks for at the start; and its JID. */
    const openOnline = async (): Promise<[ClientPage, string]> => {
      const page = await open();
      const { state } = await page.connect(plan);
      await page.isTold('carbons_enable_handle');
      return [page, (state as { jid: string }).jid];
    };

    const params = (): { to: string; text: string; note: string } => ({
      to: romeo.jid.toString(),
      text: 'How art thou?',
      note: 'never sent: <ask> & "wait" 💌',
    });

    const under = (packets: readonly AnyPacket[], key: string): unknown[] =>
      packets.filter((packet) => packet.key === key).map(({ content }) => content);

    it('is woken by the answer to what it asked before, once', async () => {
      const [page] = await openOnline();
      await page.ask(params());
      await oracle.isAsked();
      await page.reload();
      oracle.answer('I am well.');
      expect(await page.connect(plan)).toMatchObject({ state: { state: 'online', resumed: true } });
      await page.isTold('question_ask_handle');
      const wanted = [{ ...params(), answer: 'I am well.' }];
      expect(under(await page.packets('told'), 'question_ask_handle')).toEqual(wanted);
      expect(under(await page.packets('kept'), 'question_ask_handle')).toEqual(wanted);
      expect(oracle.asked).toHaveLength(1);
    });

    it('gets what was said to it meanwhile, once', async () => {
      const [page, to] = await openOnline();
      await page.reload();
      await romeo.request(new PublishMessage({ to, type: 'chat', body: 'meanwhile' }));
      expect(await page.connect(plan)).toMatchObject({ state: { resumed: true, jid: to } });
      await page.isTold('message');
      await romeo.request(new PublishMessage({ to, type: 'chat', body: 'now' }));
      await page.isTold('message', 2);
      for (const which of ['told', 'kept'] as const) {
        const said = under(await page.packets(which), 'message');
        expect(said).toMatchObject([{ body: 'meanwhile' }, { body: 'now' }]);
      }
    });

    it('keeps its session for itself: another tab is told that it is owned', async () => {
      const [page] = await openOnline();
      const other = await open();
      expect(await other.connect(plan)).toEqual({ refusal: 'owned' });
      await page.ask(params());
      await oracle.isAsked();
      oracle.answer('Still here.');
      await page.isTold('question_ask_handle');
      // And has it when the first one is gone.
      await page.page.close();
      expect(await other.connect(plan)).toMatchObject({ state: { resumed: true } });
    });
  });
});
