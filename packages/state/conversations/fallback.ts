/** A part of a body that says in words what the message says in elements (XEP-0428). */
interface Fallback {
  readonly for: string;
  readonly body?: readonly { readonly start?: number; readonly end?: number }[];
}

/** What replies quote for those who do not know replies (XEP-0461 section 3.2). */
const NS_REPLY = 'urn:xmpp:reply:0';

/** The body without the quotation of a reply: it is shown in another way. */
export function withoutFallback(body: string, fallbacks: readonly Fallback[]): string {
  const ranges = fallbacks
    .filter((each) => each.for === NS_REPLY)
    .flatMap((each) => each.body ?? [])
    .filter(({ start, end }) => start !== undefined && end !== undefined);
  if (ranges.length === 0) return body;
  // Places are counted in code points.
  const characters = [...body];
  return characters
    .filter((_, at) => !ranges.some(({ start = 0, end = 0 }) => at >= start && at < end))
    .join('');
}

/** The body of a reply, with the quotation in front, and where that stands. */
export function withFallback(quoted: string, body: string) {
  const quotation = `${quoted
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n`;
  const end = [...quotation].length;
  return {
    body: `${quotation}${body}`,
    fallbacks: [{ for: NS_REPLY, body: [{ start: 0, end }] }],
  };
}
