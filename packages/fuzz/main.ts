/** `npm run fuzz`: throws frames at Xec that nobody would send. */
import { run } from './run.js';
import { USAGE, readSettings, type Settings } from './settings.js';

async function main(args: readonly string[]): Promise<number> {
  let settings: Settings;
  try {
    settings = readSettings(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    return 2;
  }
  const report = await run(settings);
  for (const finding of report.findings) console.log(report.explain(finding));
  console.log(report.line);
  return report.isGood ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
