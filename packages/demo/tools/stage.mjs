/** The demo and a Chromium, for what is measured and pictured of the page. */
import { chromium } from 'playwright-core';
import { chromiumArgs } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { startDemo } from '../dist/index.js';

/** The browser of this machine; `XEC_CHROMIUM` names another. */
const executablePath = process.env.XEC_CHROMIUM ?? '/usr/bin/chromium';

/**
 * @param {(stage: { demo: import('../index.js').Demo, browser: import('playwright-core').Browser }) => Promise<void>} play
 */
export async function onStage(play) {
  const demo = await startDemo({ log: silentLog, say: () => undefined });
  try {
    const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
    try {
      await play({ demo, browser });
    } finally {
      await browser.close();
    }
  } finally {
    await demo.close();
  }
}
