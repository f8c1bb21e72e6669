/** An address that RFC 7622 does not allow. */
export class InvalidJid extends Error {
  override readonly name = 'InvalidJid';

  /**
   * @param part the part at fault; `jid` when the address as a whole is
   * @param expected what would have been right
   * @param came the text at fault; the message quotes its start, control characters escaped
   */
  constructor(
    readonly part: 'local' | 'domain' | 'resource' | 'jid',
    expected: string,
    came: string,
  ) {
    super(`${partNames[part]}: expected ${expected}, got ${quote(came)}`);
  }
}

const partNames = {
  local: 'localpart of a JID',
  domain: 'domain of a JID',
  resource: 'resource of a JID',
  jid: 'JID',
} as const;

const MAX_QUOTED = 60;

/** What would break a line of a log, or turn its writing direction. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}"\\]/gu;

function quote(text: string): string {
  const isLong = text.length > MAX_QUOTED;
  const start = isLong ? text.slice(0, MAX_QUOTED) : text;
  const escaped = start.replace(unprintable, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return isLong ? `"${escaped}…" (${String(text.length)} characters)` : `"${escaped}"`;
}
