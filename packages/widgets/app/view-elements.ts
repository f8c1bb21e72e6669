import type { View } from './views.js';

interface Made {
  readonly element: HTMLElement;
  /** The properties that it was given last. */
  readonly given: object;
}

/** The elements of views: made when they are first shown, and kept as they are left. */
export class ViewElements {
  readonly #made = new Map<string, Made>();

  /** What stands in the pane of lists; `undefined` where a view has none. */
  list(view: View, properties: object): HTMLElement | undefined {
    const tag = view.list?.find((each) => customElements.get(each) !== undefined);
    return tag === undefined ? undefined : this.#element(`${view.id} list`, tag, properties);
  }

  main(view: View, properties: object): HTMLElement {
    return this.#element(`${view.id} main`, view.element, properties);
  }

  details(view: View, properties: object): HTMLElement | undefined {
    const { details } = view;
    return details === undefined || customElements.get(details) === undefined
      ? undefined
      : this.#element(`${view.id} details`, details, properties);
  }

  #element(name: string, tag: string, properties: object): HTMLElement {
    const made = this.#made.get(name) ?? { element: document.createElement(tag), given: {} };
    this.#made.set(name, { element: made.element, given: properties });
    // Only what is new: what a view has changed itself, as what is open in it, stays as it is.
    const before = new Map<string, unknown>(Object.entries(made.given));
    const news = Object.entries(properties).filter(([key, value]) => before.get(key) !== value);
    return Object.assign(made.element, Object.fromEntries(news));
  }
}
