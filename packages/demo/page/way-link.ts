import { pageLanguage, type ToolLink } from '@xec/widgets';
import { directTexts } from './texts.js';

/** A link to the same page by the other way, and others beside it. */
export function wayLink(to: 'direct' | 'gateway', tools: readonly ToolLink[] = []): HTMLElement {
  const texts = directTexts[pageLanguage()];
  const way = {
    href: to === 'direct' ? '/?via=direct' : '/',
    title: to === 'direct' ? texts.toDirect : texts.toGateway,
  };
  const around = document.createElement('footer');
  around.className = 'way';
  for (const { href, title } of [way, ...tools]) {
    const link = document.createElement('a');
    link.href = href;
    link.textContent = title;
    around.append(link);
  }
  return around;
}
