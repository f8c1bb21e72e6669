import {
  NS_SASL,
  NS_SASL2,
  NS_STREAM_MANAGEMENT,
  childElements,
  parse,
  write,
  type Element,
} from '@xec/stanza';

const HIDDEN = '…';

/** What of a login is secret, or made of what is: payloads of SASL, and the id of a stream. */
const secretTexts: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [NS_SASL, new Set(['auth', 'response'])],
  [NS_SASL2, new Set(['initial-response', 'response', 'task-data'])],
]);

/** A frame of a login as others may see it. */
export function hideSecrets(frame: string): string {
  const el = parse(frame);
  hide(el);
  return write(el);
}

function hide(el: Element): void {
  const isSecret = secretTexts.get(el.getNS() ?? '')?.has(el.getName()) === true;
  if (isSecret && el.children.length > 0) {
    el.children = [HIDDEN];
    return;
  }
  if (el.is('resume', NS_STREAM_MANAGEMENT)) el.attrs['previd'] = HIDDEN;
  for (const child of childElements(el)) hide(child);
}
