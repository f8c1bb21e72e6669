import { expect, it, jest } from '@jest/globals';
import { DOT, beginAndCancel, drop, paste } from './testing/files.js';
import { describeOnPage } from './testing/on-page.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

describeOnPage('files', (on) => {
  const { arrive, met } = on;

  const logIn = async (id: string): Promise<Visitor> => {
    const { server, passwords, url } = on.demo;
    const login = { jid: `${id}@${server.domain}`, password: passwords[id] ?? '' };
    return met(await Visitor.logIn(on.browser, url, { ...login, service: server.url }));
  };

  it.each(['gateway', 'direct'])(
    'sends a picture with its words, slowly, and after a failure: %s',
    async (way) => {
      const juliet = way === 'direct' ? await logIn('juliet') : await arrive('Juliet');
      const romeo = await arrive('Romeo');
      await juliet.talkTo('Romeo');
      await romeo.talkTo('Juliet');
      const { page } = juliet;
      const name = `moon ${way}.png`;
      const send = page.getByRole('button', { name: 'Send', exact: true });
      await beginAndCancel(page, name);
      // One that fails, and then does not.
      await page.route('**/upload/**', (route) => route.abort());
      await drop(page, name, 'image/png', 1000);
      await page.getByLabel(`What ${name} shows`).fill('The inconstant moon');
      await send.click();
      await page.getByText('The file could not be sent.').waitFor();
      await page.unroute('**/upload/**');
      juliet.complaints.length = 0; // that a request was cut off
      await page.locator('xec-composer').getByRole('button', { name: 'Try again' }).click();
      for (const one of [juliet, romeo]) {
        await one.line(name).getByRole('img', { name: 'The inconstant moon' }).waitFor();
        await one.line(name).getByRole('link', { name }).waitFor();
        expect(await one.line(name).count()).toBe(1);
      }
    },
  );

  it('does not fetch the picture of a stranger until somebody wants to see it', async () => {
    const juliet = await arrive('Juliet');
    const { page } = juliet;
    const { server, url } = on.demo;
    const asked: string[] = [];
    const told = async (from: string): Promise<void> => {
      const picture = `${url}${from}.png`;
      await page.route(picture, (route) => {
        asked.push(from);
        return route.fulfill({ contentType: 'image/png', body: Buffer.from(DOT, 'base64') });
      });
      const jid = `${from}@${server.domain}`;
      server.send(
        `juliet@${server.domain}`,
        `<message xmlns='jabber:client' from='${jid}/moon' type='chat' id='${from}-1'><body>${picture}</body>` +
          `<x xmlns='jabber:x:oob'><url>${picture}</url></x></message>`,
      );
      await juliet.talkTo(new RegExp(`^${from}`, 'i'));
      await juliet.line(`${from}.png`).waitFor();
    };
    await told('stranger');
    const show = juliet.line('stranger.png').getByRole('button', { name: 'Show the picture' });
    await show.waitFor();
    await told('benvolio');
    const picture = (from: string) => juliet.line(`${from}.png`).getByRole('img');
    await picture('benvolio').waitFor();
    expect(asked).toEqual(['benvolio']);
    await juliet.talkTo(/^stranger/);
    await show.click();
    await picture('stranger').waitFor();
    expect(asked).toEqual(['benvolio', 'stranger']);
  });

  it('refuses a file that is too large before a byte of it leaves, and takes one that is pasted or chosen', async () => {
    const juliet = await arrive('Juliet');
    await juliet.talkTo('Friar Laurence');
    const { page } = juliet;
    const puts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') puts.push(request.url());
    });
    await drop(page, 'tomb.bin', 'application/octet-stream', 5 * 1024 * 1024);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText(/The file is too large: at most 4/).waitFor();
    expect(puts).toEqual([]);
    await page.getByRole('button', { name: 'Do not send tomb.bin' }).click();
    await paste(page, 'clip.png');
    await page.getByRole('img', { name: 'Picture: clip.png' }).waitFor();
    await page.getByRole('button', { name: 'Do not send clip.png' }).click();
    const buffer = Buffer.from('Two households');
    const prologue = { name: 'prologue.txt', mimeType: 'text/plain', buffer };
    await page.locator('xec-composer input[type=file]').setInputFiles(prologue);
    await page.getByText('prologue.txt').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await juliet.line('prologue.txt').getByRole('link').waitFor();
    expect(puts).toHaveLength(1);
  });
});
