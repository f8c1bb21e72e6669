/**
 * What decorators say of classes: under a symbol that all copies of this package share, so that
 * features and engine may come from different bundles.
 */

/** Keeps what a decorator said of `target`. */
export function describe(target: object, key: symbol, description: object): void {
  Object.defineProperty(target, key, { value: description, configurable: true });
}

/** What was said of `target` itself: a subclass does not have its parent's. */
export const described = (target: object, key: symbol): unknown =>
  Object.hasOwn(target, key) ? (target as Readonly<Record<symbol, unknown>>)[key] : undefined;
