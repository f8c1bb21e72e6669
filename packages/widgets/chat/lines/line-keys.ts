/**
 * The arrow keys go from line to line; Enter goes to what can be done with one, Escape back.
 */

/** @param toComposer leaves the lines */
export function lineKey(event: KeyboardEvent, log: Element, toComposer: () => void): void {
  const { key, target } = event;
  const element = target as HTMLElement; // a key is pressed on elements
  const line = element.closest<HTMLElement>('.line');
  if (line === null) return;
  const isDone = element === line ? onLine(key, line, log, toComposer) : inLine(key, line, element);
  if (isDone) event.preventDefault();
}

function onLine(key: string, line: HTMLElement, log: Element, toComposer: () => void): boolean {
  if (key === 'Escape') toComposer();
  else if (key === 'Enter') line.querySelector('button')?.focus();
  else {
    const lines = [...log.querySelectorAll<HTMLElement>('.line')];
    const next = lines[step(lines.indexOf(line), lines.length, key)];
    next?.focus();
    return next !== undefined;
  }
  return true;
}

function inLine(key: string, line: HTMLElement, element: HTMLElement): boolean {
  if (key === 'Escape') line.focus();
  else if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const buttons = [...line.querySelectorAll<HTMLElement>('button')];
    const way = (key === 'ArrowRight') === (getComputedStyle(line).direction === 'ltr') ? 1 : -1;
    buttons[(buttons.indexOf(element) + way + buttons.length) % buttons.length]?.focus();
  } else return false;
  return true;
}

/** Which line a key leads to. */
function step(at: number, count: number, key: string): number {
  const places: Record<string, number> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: count - 1,
  };
  return places[key] ?? -1;
}
