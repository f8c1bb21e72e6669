#!/usr/bin/env node
// npm links this file at install, before anything is built.
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(built)) {
  const { main, processIo } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2), processIo());
} else {
  console.error('xec is not built yet: run "npm run build" in the clone first.');
  process.exitCode = 2;
}
