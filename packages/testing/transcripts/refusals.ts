/**
 * What servers refused in recordings: the error, and what kind of request it answered.
 */
import { defaultParseLimits, parse, type Element } from '@xec/stanza';
import { readTranscripts, type TranscriptLine } from './read-transcripts.js';

/** An iq error of a real server. */
export interface Refusal {
  /** The server and what was tried: `prosody/pubsub-service`. */
  readonly recording: string;
  readonly reply: Element;
}

/**
 * What a request asks for, without what is particular to it: `get pubsub items …`. One that asks for a part
 * of something is refused as one that asks for another part.
 */
export function kindOfRequest(iq: Element): string {
  const [child] = iq.getChildElements();
  const [inner] = child?.getChildElements() ?? [];
  const names = [iq.attrs['type'] as string, child?.name, inner?.name, child?.getNS()];
  return names.filter((name) => name !== undefined).join(' ');
}

/** Every refusal of every recording, by the kind of request. */
export function recordedRefusals(): ReadonlyMap<string, readonly Refusal[]> {
  const found = new Map<string, Refusal[]>();
  for (const { server, flow, lines } of readTranscripts()) {
    const asked = new Map<string, string>();
    for (const line of lines) {
      const el = readIq(line);
      if (el === undefined) continue;
      const key = `${line.label} ${String(el.attrs['id'])}`;
      if (line.direction === 'C') asked.set(key, kindOfRequest(el));
      const kind = asked.get(key);
      if (line.direction !== 'S' || el.attrs['type'] !== 'error' || kind === undefined) continue;
      found.set(kind, [...(found.get(kind) ?? []), { recording: `${server}/${flow}`, reply: el }]);
    }
  }
  return found;
}

function readIq({ kind, text, namespaces }: TranscriptLine): Element | undefined {
  if (kind !== 'element' || !text.startsWith('<iq')) return undefined;
  try {
    return parse(text, defaultParseLimits, namespaces);
  } catch {
    return undefined; // transcripts.test.ts has the list of what may be refused
  }
}
