import { describe, expect, it } from '@jest/globals';
import { defaultParseLimits, parse } from '@xec/stanza';
import { readTranscript, readTranscripts, type TranscriptLine } from './transcripts/index.js';

/** What a server sent and `parse` must refuse, and why. */
const refused: readonly { flow: string; text: RegExp; because: string }[] = [
  {
    flow: 'xml-shapes',
    text: /<z:el z:a='1' b='2'>/,
    because: 'ejabberd over WebSocket loses the declaration xmlns:z of a foreign child',
  },
  {
    flow: 'xml-shapes',
    text: /<el xmlns='urn:example:z' z:a='1' b='2'>/,
    because:
      'ejabberd over TCP makes it a default namespace, and leaves the prefix of an attribute',
  },
];

const transcripts = [...readTranscripts()];

describe('the transcripts', () => {
  it('are all there', () => {
    const flows = (server: string) => transcripts.filter((each) => each.server === server).length;
    expect({ prosody: flows('prosody'), ejabberd: flows('ejabberd') }).toEqual({
      prosody: 58,
      ejabberd: 65,
    });
  });

  it('have lines of four fields', () => {
    for (const { lines } of transcripts) {
      for (const { time, label, direction, text } of lines) {
        expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(label).not.toBe('');
        expect(typeof text).toBe('string');
        expect(['C', 'S', '*']).toContain(direction);
      }
    }
  });

  it('know the namespaces that stanzas on TCP stand in', () => {
    const component = readTranscript('prosody', 'component').lines;
    const handshake = component.find(({ text }) => text.startsWith('<handshake'));
    expect(handshake?.namespaces?.get('')).toBe('jabber:component:accept');
    const overWebSocket = readTranscript('prosody', 'smacks-ws').lines;
    expect(overWebSocket.some(({ namespaces }) => namespaces !== undefined)).toBe(false);
  });

  it('are found by name', () => {
    expect(readTranscript('ejabberd', 'mix')).toMatchObject({ server: 'ejabberd', flow: 'mix' });
    expect(() => readTranscript('prosody', 'mix')).toThrow('no transcript "mix" of prosody');
  });
});

describe.each(['prosody', 'ejabberd'] as const)('what %s sends', (server) => {
  const own = transcripts.filter((each) => each.server === server);

  it.each(own)('is read in $flow', ({ flow, lines }) => {
    const sent = lines.filter(({ direction }) => direction === 'S');
    expect(sent.map((line) => complaint(flow, line)).filter(Boolean)).toEqual([]);
  });
});

it('lists no exception that has become one no more', () => {
  const used = refused.filter(({ flow, text }) =>
    transcripts.some(
      (each) => each.flow === flow && each.lines.some((line) => text.test(line.text)),
    ),
  );
  expect(used).toEqual(refused);
});

/** What is wrong with a line: an element that was refused, or one that should have been. */
function complaint(flow: string, line: TranscriptLine): string | undefined {
  if (line.kind !== 'element') return undefined;
  const isRefused = refused.some((each) => each.flow === flow && each.text.test(line.text));
  try {
    const el = parse(line.text, defaultParseLimits, line.namespaces);
    if (isRefused) return `accepted: ${line.text}`;
    return el.getNS() === '' ? `without a namespace: ${line.text}` : undefined;
  } catch (error) {
    return isRefused ? undefined : `${String(error)}: ${line.text}`;
  }
}
