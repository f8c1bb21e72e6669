/** Files that people put on a page. */
import type { Page } from 'playwright-core';

/** A picture of one dot, as base64. */
export const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** As text: it runs in the page, whose types this file does not have. Made there, for the way is long for many bytes. */
const transferOf = (name: string, type: string, bytes: number): string => `(() => {
  const transfer = new DataTransfer();
  const dot = Uint8Array.from(atob('${DOT}'), (letter) => letter.charCodeAt(0));
  const parts = [dot, new Uint8Array(${String(bytes)})];
  transfer.items.add(new File(parts, ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }));
  return transfer;
})()`;

/** Drops a file on the composer. */
export async function drop(page: Page, name: string, type: string, bytes: number): Promise<void> {
  const dataTransfer = await page.evaluateHandle(transferOf(name, type, bytes));
  await page.getByRole('textbox').dispatchEvent('drop', { dataTransfer });
}

/** Pastes a picture into the composer. */
export async function paste(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox').focus();
  await page.evaluate(`(() => {
    let box = document.activeElement;
    while (box.shadowRoot?.activeElement) box = box.shadowRoot.activeElement;
    const clipboardData = ${transferOf(name, 'image/png', 0)};
    const how = { clipboardData, bubbles: true, composed: true, cancelable: true };
    box.dispatchEvent(new ClipboardEvent('paste', how));
  })()`);
}

/** Makes the way out slow, 60 KB a second; gives what ends that. */
async function slowDown(page: Page): Promise<() => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  const limit = (uploadThroughput: number): Promise<unknown> =>
    session.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
    });
  await session.send('Network.enable');
  await limit(60_000);
  return () => limit(-1);
}

/** Sends a picture of 600 KB slowly, and takes it back while some of its bytes have left. */
export async function beginAndCancel(page: Page, name: string): Promise<void> {
  await drop(page, name, 'image/png', 600_000);
  await page.getByRole('img', { name: `Picture: ${name}` }).waitFor();
  // A service that takes its time: the bytes are counted as they leave, and the tray counts too.
  const endSlowness = await slowDown(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const bar = page.locator('xec-composer progress');
  await bar.waitFor();
  for (let sent = 0; sent <= 0 || sent >= 600_000;) {
    sent = Number(await bar.getAttribute('value'));
  }
  await page.getByRole('button', { name: /Work in progress: 1/ }).waitFor();
  await page.getByRole('button', { name: `Do not send ${name}` }).click();
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Work in progress' }).click();
  await page.locator('#tray').getByText('Cancelled').waitFor();
  await page.keyboard.press('Escape');
  await endSlowness();
}
