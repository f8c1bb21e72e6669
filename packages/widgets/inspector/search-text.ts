import type { InspectorEvent } from '../desk/index.js';

/** All that can be searched for in an event, in lower case. */
export function searchText(event: InspectorEvent): string {
  const parts: readonly unknown[] = [event.session, ...own(event)];
  return parts
    .filter((part) => typeof part === 'string')
    .join('\n')
    .toLowerCase();
}

function own(event: InspectorEvent): readonly unknown[] {
  switch (event.kind) {
    case 'in':
      return [event.xml, event.woke?.action, ...event.ran, ...event.ignored];
    case 'out':
      return [event.xml, event.id];
    case 'action':
      return [event.action, event.id, event.step, ...(event.keys ?? [])];
    case 'packet':
      return [event.key, event.from, JSON.stringify(event.content)];
  }
}
