import { pageLanguage, type ToolLink } from '@xec/widgets';
import { directTexts } from './texts.js';

/** Links to the pages for administrators, where everybody is one: beside a demo. Else there are none. */
export async function toolLinks(): Promise<readonly ToolLink[]> {
  try {
    const { entry } = (await (await fetch('/api/admin/entry')).json()) as { entry: string }; // our own gateway's
    if (entry !== 'open') return [];
  } catch {
    return []; // an older gateway, or none now: the page says so itself
  }
  const texts = directTexts[pageLanguage()];
  return [
    { href: '/inspector', title: texts.inspector },
    { href: '/admin', title: texts.admin },
  ];
}
