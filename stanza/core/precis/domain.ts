/**
 * Domains as addresses have them: IDNA names in U-labels, IPv4 addresses and IPv6 literals (RFC 7622
 * section 3.2).
 */
import { hasRightToLeft, obeysBidiRule } from './bidi.js';
import { checkClass } from './classes.js';
import { mapWidth } from './profiles.js';
import { decodePunycode } from './punycode.js';
import { Refusal } from './refusal.js';

const MAX_LABEL_OCTETS = 63;
const A_LABEL = 'xn--';

/**
 * Prepares a domain: lower case, NFC, A-labels as U-labels, no final dot.
 *
 * Two domains are the same when their prepared texts are.
 */
export function prepareDomain(text: string): string | Refusal {
  if (text.startsWith('[')) return prepareIPv6(text);
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const lower = isAscii(name) ? name.toLowerCase() : undefined;
  if (lower === undefined || lower.includes(A_LABEL)) return prepareIdna(name);
  return isLdh(lower) ? lower : new Refusal('labels of letters, digits and inner hyphens');
}

/** An IPv6 literal, written as the URL standard writes it, so that equal addresses are equal text. */
function prepareIPv6(text: string): string | Refusal {
  const expected = new Refusal('an IPv6 address in brackets');
  if (!/^\[[0-9A-Fa-f:.]{2,45}\]$/.test(text)) return expected;
  return hostOf(text) ?? expected;
}

function prepareIdna(name: string): string | Refusal {
  const labels: string[] = [];
  for (const raw of mapWidth(name).split('.')) {
    const label = prepareLabel(raw);
    if (label instanceof Refusal) return label;
    labels.push(label);
  }
  const domain = labels.join('.');
  if (isAscii(domain)) return domain; // fullwidth letters
  // Every label, of ASCII too, obeys the rule when one has right-to-left code points (RFC 5893
  // section 2); not every URL parser sees to it.
  if (hasRightToLeft(domain) && !labels.every(obeysBidiRule)) {
    return new Refusal('one direction of writing in each label (RFC 5893)');
  }
  return isFaithful(labels, hostOf(domain)) ? domain : new Refusal('a name of IDNA (RFC 5891)');
}

function prepareLabel(raw: string): string | Refusal {
  if (!isAscii(raw)) return prepareULabel(raw);
  const label = raw.toLowerCase();
  if (label.includes('.') || !isLdh(label)) {
    return new Refusal('labels of letters, digits and inner hyphens');
  }
  if (!label.startsWith(A_LABEL)) return label;
  const decoded = decodePunycode(label.slice(A_LABEL.length));
  // An A-label is "the ASCII-Compatible Encoding of a valid U-label" (RFC 5890 section 2.3.2.1), so
  // of prepared text. One of ASCII alone would end in a hyphen and never comes here.
  const isALabel = decoded !== undefined && prepareULabel(decoded) === decoded;
  return isALabel ? decoded : new Refusal('an A-label that stands for a U-label');
}

/** Holds a label against RFC 5891 section 4.2; the rest of IDNA is asked of the URL parser. */
function prepareULabel(raw: string): string | Refusal {
  const refusal = checkClass(raw, 'identifier');
  if (refusal) return refusal;
  const label = raw.toLowerCase().normalize('NFC');
  if (/(?![-a-z0-9])[\0-\x7F]|^-|-$|^..--/u.test(label)) {
    return new Refusal('labels of letters, digits and inner hyphens');
  }
  if (/^\p{M}/u.test(label)) return new Refusal('no combining mark at the start of a label');
  return label;
}

/**
 * Whether `host`, what the URL parser made of the labels, says the same labels.
 *
 * The parser maps what IDNA 2008 forbids (UTS #46), reads numbers as IPv4 addresses and knows more
 * of Unicode's tables than this code. Whatever it changed is refused: it was not a prepared name.
 */
function isFaithful(labels: readonly string[], host: string | undefined): boolean {
  const encoded = host?.split('.') ?? [];
  return (
    encoded.length === labels.length &&
    encoded.every((label, index) => {
      if (label.length > MAX_LABEL_OCTETS) return false;
      const isEncoded = label.startsWith(A_LABEL);
      return labels[index] === (isEncoded ? decodePunycode(label.slice(A_LABEL.length)) : label);
    })
  );
}

/** The host the URL parser reads, in A-labels; `undefined` where it finds none. */
function hostOf(domain: string): string | undefined {
  try {
    return new URL(`http://${domain}/`).hostname;
  } catch {
    return undefined; // the parser's way to say that it is not a host
  }
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

/** Whether a name in lower case has only labels of 1-63 letters, digits and inner hyphens. */
function isLdh(name: string): boolean {
  let start = 0;
  for (let index = 0; index <= name.length; index += 1) {
    const code = index < name.length ? name.charCodeAt(index) : DOT;
    if (code === DOT) {
      const length = index - start;
      if (length === 0 || length > MAX_LABEL_OCTETS) return false;
      if (name.charCodeAt(start) === HYPHEN || name.charCodeAt(index - 1) === HYPHEN) return false;
      start = index + 1;
    } else if (!isLetterOrDigit(code) && code !== HYPHEN) return false;
  }
  return true;
}

const DOT = 0x2e;
const HYPHEN = 0x2d;

const isLetterOrDigit = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
