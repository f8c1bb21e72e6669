/**
 * The namespaces that stanzas on TCP stand in: their stream header declared them.
 */

/** Namespaces by prefix; `''` is the default one. */
export type StreamNamespaces = ReadonlyMap<string, string>;

/**
 * A memory of one transcript: give it line after line.
 *
 * Client and server each have a header; a remark that a connection was opened forgets both.
 */
export function streamNamespaces() {
  const headers = new Map<string, StreamNamespaces>();
  return (
    label: string,
    direction: string,
    kind: string,
    text: string,
  ): StreamNamespaces | undefined => {
    if (kind === 'remark' && text.startsWith('websocket')) {
      headers.delete(`${label} C`);
      headers.delete(`${label} S`);
    }
    const key = `${label} ${direction}`;
    if (kind === 'header') headers.set(key, declarations(text));
    return headers.get(key);
  };
}

const declarations = (header: string): StreamNamespaces =>
  new Map(
    [...header.matchAll(/\sxmlns(?::([^\s=]+))?=(["'])(.*?)\2/g)].map(
      ([, prefix = '', , namespace = '']) => [prefix, namespace],
    ),
  );
