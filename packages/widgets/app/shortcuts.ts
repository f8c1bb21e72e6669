import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What keys of the whole page do. */
export interface ShortcutActions {
  /** Ctrl+K, or ⌘K. */
  jump(): void;
  /** `?`, where nothing is being written. */
  keys(): void;
  /** Escape, where nothing on top took it. */
  escape(): void;
}

/** Keys that count wherever the focus is, while the host is on the page. */
export class Shortcuts implements ReactiveController {
  readonly #actions: ShortcutActions;

  constructor(host: ReactiveControllerHost, actions: ShortcutActions) {
    this.#actions = actions;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('keydown', this.#press);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#press);
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // the browser's own search
      this.#actions.jump();
    } else if (event.key === '?' && !isWriting(event)) {
      event.preventDefault();
      this.#actions.keys();
    } else if (event.key === 'Escape') {
      this.#actions.escape();
    }
  };
}

/** Whether the key goes into a text. Seen through shadow roots. */
function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio|button|range)$/.test(target.type)) ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
