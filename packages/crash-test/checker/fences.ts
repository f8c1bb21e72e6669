/**
 * One owner: what an older one gives to the journal after a newer one stored something is refused.
 */
import type { Report } from './report.js';
import type { Story } from './story.js';

export function checkFences({ sessions }: Story, report: Report): void {
  for (const { name, units } of sessions.values()) {
    const stored = units.filter(({ storedAt }) => storedAt !== undefined);
    let newest = { fence: 0, storedAt: 0 };
    const ends = stored
      .map(({ fence, storedAt }) => ({ fence, storedAt: storedAt ?? 0 }))
      .sort((one, other) => one.storedAt - other.storedAt);
    let next = 0;
    for (const { at, by, fence } of stored) {
      for (; (ends[next]?.storedAt ?? Infinity) < at; next += 1) {
        const end = ends[next];
        if (end !== undefined && end.fence > newest.fence) newest = end;
      }
      if (fence >= newest.fence) continue;
      const text = `${by} stored a unit with fence ${fence}, when ${newest.fence} was the owner's`;
      report.bad('double', name, text);
    }
  }
}
