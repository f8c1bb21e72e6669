/**
 * Streams that were recorded with real servers: see fixtures/transcripts/README.md.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { streamNamespaces, type StreamNamespaces } from './stream-namespaces.js';

/** One thing that was sent, or a remark about the connection. */
export interface TranscriptLine {
  /** When: XEP-0082, UTC. */
  readonly time: string;
  /** The connection: mostly `user/resource`, for people to read. */
  readonly label: string;
  /** Sent by the client, by the server, or (`*`) a remark. */
  readonly direction: 'C' | 'S' | '*';
  /** As on the wire, save that line breaks are written `&#10;`. */
  readonly text: string;
  /** A whole element, a stream header or footer of TCP, or a remark. */
  readonly kind: 'element' | 'header' | 'footer' | 'remark';
  /**
   * What the stream header above declared, by prefix (`''`: the default), for the third argument of
   * `parse`; `undefined` on WebSocket and BOSH, whose elements stand alone.
   */
  readonly namespaces: StreamNamespaces | undefined;
}

/** What happened in one recording, on one or several connections. */
export interface Transcript {
  readonly server: 'prosody' | 'ejabberd';
  /** What was tried: `carbons`, `muc-errors`, … */
  readonly flow: string;
  readonly lines: readonly TranscriptLine[];
}

type Fields = [time: string, label: string, direction: 'C' | 'S' | '*', text: string];

// This module runs from the sources and from dist/.
const up = import.meta.url.includes('/dist/') ? '../../../../' : '../../../';
const folder = new URL(`${up}fixtures/transcripts/`, import.meta.url);

/** Every recording of both servers, 123 in all; takes 0.1 s. */
export function* readTranscripts(): Iterable<Transcript> {
  for (const server of ['prosody', 'ejabberd'] as const) {
    const text = gunzipSync(readFileSync(new URL(`${server}.jsonl.gz`, folder))).toString('utf8');
    for (const line of text.trimEnd().split('\n')) {
      // Our own file, packed by pack.mjs; its test looks at every field.
      const { flow, lines } = JSON.parse(line) as { flow: string; lines: Fields[] };
      yield { server, flow, lines: readLines(lines) };
    }
  }
}

/**
 * One recording: `readTranscript('prosody', 'carbons')`.
 *
 * @throws Error when there is none of that name.
 */
export function readTranscript(server: Transcript['server'], flow: string): Transcript {
  for (const transcript of readTranscripts()) {
    if (transcript.server === server && transcript.flow === flow) return transcript;
  }
  throw new Error(`no transcript "${flow}" of ${server}`);
}

function readLines(all: readonly Fields[]): TranscriptLine[] {
  const namespacesOf = streamNamespaces();
  return all.map(([time, label, direction, text]) => {
    const kind = kindOf(direction, text);
    const namespaces = namespacesOf(label, direction, kind, text);
    return { time, label, direction, text, kind, namespaces };
  });
}

function kindOf(direction: Fields[2], text: string): TranscriptLine['kind'] {
  if (direction === '*') return 'remark';
  if (text.startsWith('</')) return 'footer';
  return /^(<\?xml[^>]*>\s*)?<stream:stream[ >]/.test(text) ? 'header' : 'element';
}
