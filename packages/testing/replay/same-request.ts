/**
 * Whether two requests ask for the same thing of the same entity.
 */
import { NS_REGISTER, childElements, type Element, type Jid } from '@xec/stanza';
import { attribute, firstIn } from './requests/asked.js';

/**
 * Whether they go to the same entity with the same question, whatever its details: a form that was filled
 * in, a page.
 */
export function sameRequest(ours: Element, recorded: Element, self: Jid): boolean {
  const isSame = whom(ours, self) === whom(recorded, self);
  return isSame && gist(ours) === gist(recorded);
}

/** Without `to` the own account is asked; who registers with the own server asks that. */
function whom(iq: Element, self: Jid): string {
  const isRegistration = iq.getChild('query', NS_REGISTER) !== undefined;
  return attribute(iq, 'to') ?? (isRegistration ? self.domain : self.bare);
}

function gist(iq: Element): string {
  const [child] = childElements(iq);
  const inner = child && firstIn(child);
  const named = (el: Element | undefined) =>
    el === undefined ? [] : [el.getName(), el.getNS(), attribute(el, 'node')];
  return JSON.stringify([attribute(iq, 'type'), named(child), inner && attribute(inner, 'node')]);
}

/** Whether they say the very same. */
export const sameContent = (ours: Element, recorded: Element): boolean =>
  contentOf(ours) === contentOf(recorded);

function contentOf(el: Element): string {
  const { xmlns: _declared, ...attrs } = el.attrs as Readonly<Record<string, string>>; // strings
  const said = el.name === 'iq' ? [] : Object.entries(attrs).sort();
  return JSON.stringify([
    ...[el.getName(), el.getNS(), said],
    el.children.map((node) => (typeof node === 'object' ? contentOf(node) : node)),
  ]);
}
