/**
 * Reads, builds and writes stanzas, with a collection of garbage between, when none of them is left, and a
 * stanza that is not as others are. Run with `--trace-deopt`, V8 prints what compiled code it throws away.
 */
import { iqGet, parse, parseJid, pingRequest, readMessage, write } from '@xec/stanza';

/** What a class costs that nobody keeps: it shows that what V8 prints is understood. */
class Forgotten {
  readonly attributes: Record<string, string> = {};
  readonly names: string[];

  constructor(names: string[]) {
    this.names = names;
    for (const name of names) this.attributes[name] = name;
  }
}

const NAMES = ['xmlns', 'type', 'id'];
/** What messages say, of which each says something else: their records are of so many kinds. */
const SAYINGS = [
  ...[
    `<body>art thou not Romeo?</body>`,
    `<active xmlns='http://jabber.org/protocol/chatstates'/>`,
  ],
  ...[`<request xmlns='urn:xmpp:receipts'/>`, `<markable xmlns='urn:xmpp:chat-markers:0'/>`],
  ...[
    `<received xmlns='urn:xmpp:receipts' id='1'/>`,
    `<thread>1</thread>`,
    `<subject>Verona</subject>`,
  ],
];
const MESSAGES = Array.from({ length: 2 ** SAYINGS.length }, (_, kinds) => {
  const said = SAYINGS.filter((_saying, at) => (kinds & (1 << at)) !== 0).join('');
  return `<message xmlns='jabber:client' from='juliet@example.com/a' id='${kinds}'>${said}</message>`;
});
const self = parseJid('romeo@example.com');
let turn = 0;
/** As none of the others is written: with a section of CDATA. */
const STRANGE = `<message xmlns='jabber:client'><body><![CDATA[<]]></body></message>`;
const count = (text: string): number =>
  parse(text).getChildren('body', 'jabber:client').length +
  Number(parse(text).is('message', 'jabber:client'));

const PIECES = 6;
const PASSES = 40_000;

const work: Readonly<Record<string, () => number>> = {
  stanzas: () => Object.keys(parse(write(iqGet('a@b.example', pingRequest()))).attrs).length,
  records: () => {
    turn = (turn + 1) % MESSAGES.length;
    return Object.keys(readMessage(parse(MESSAGES[turn] ?? ''), self) ?? {}).length;
  },
  strange: () => count(MESSAGES[1] ?? ''),
  forgotten: () => Object.keys(new Forgotten(NAMES).attributes).length,
};

const pass = work[process.argv[2] ?? ''];
if (pass === undefined) throw new Error(`expected one of ${Object.keys(work).join(', ')}`);
let sum = 0;
for (let piece = 0; piece < PIECES; piece += 1) {
  for (let at = 0; at < PASSES; at += 1) sum += pass();
  await new Promise((resolve) => setImmediate(resolve));
  if (process.argv[2] === 'strange') sum += count(STRANGE);
  else globalThis.gc?.();
}
if (sum === 0) throw new Error('expected something to have been read');
