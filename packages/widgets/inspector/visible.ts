/**
 * Signs that cannot be seen, and signs that turn the direction of what follows: whoever looks at a stanza is
 * to see what is in it.
 */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu;

/** The text with `\u{202e}` in place of a sign that cannot be seen. */
export const visible = (text: string): string =>
  text.replace(unseen, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
