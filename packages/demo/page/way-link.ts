import { pageTexts } from './texts.js';

/** A link to the same page by the other way. */
export function wayLink(to: 'direct' | 'gateway'): HTMLElement {
  const { toDirect, toGateway } = pageTexts();
  const link = document.createElement('a');
  link.href = to === 'direct' ? '/?via=direct' : '/';
  link.textContent = to === 'direct' ? toDirect : toGateway;
  const around = document.createElement('footer');
  around.className = 'way';
  around.append(link);
  return around;
}
