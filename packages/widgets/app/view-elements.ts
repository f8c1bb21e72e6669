import type { View } from './views.js';

/** The elements of views: made when they are first shown, and kept as they are left. */
export class ViewElements {
  readonly #made = new Map<string, HTMLElement>();

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
    const element = this.#made.get(name) ?? document.createElement(tag);
    this.#made.set(name, element);
    return Object.assign(element, properties);
  }
}
