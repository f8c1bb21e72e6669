/**
 * Packs recorded streams: `node pack.mjs SERVER FOLDER` reads FOLDER/*.xml.log and writes
 * fixtures/transcripts/SERVER.jsonl.gz. The same logs give the same bytes.
 *
 * A line of a log is `time TAB label TAB C|S|* TAB text`; a line of the result is one flow.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [server, folder] = process.argv.slice(2);
if (!server || !folder) throw new Error('usage: node pack.mjs SERVER FOLDER');

const flows = readdirSync(folder)
  .filter((file) => file.endsWith('.xml.log'))
  .sort()
  .map((file) => {
    const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n').filter(Boolean);
    return JSON.stringify({ flow: file.slice(0, -'.xml.log'.length), lines: lines.map(fields) });
  });

const target = new URL(`../../../fixtures/transcripts/${server}.jsonl.gz`, import.meta.url);
const packed = gzipSync(`${flows.join('\n')}\n`, { level: 9 });
packed[9] = 255; // the operating system: unknown, so that every one writes the same
writeFileSync(target, packed);
console.log(`${flows.length} flows, ${packed.length} bytes`);

/** Three fields, and all the rest: a text may hold tabs. */
function fields(line) {
  const parts = line.split('\t');
  return [...parts.slice(0, 3), parts.slice(3).join('\t')];
}
