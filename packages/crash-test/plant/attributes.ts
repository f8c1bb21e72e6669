/** The attribute of a frame's first tag; `undefined` where it has none of that name. */
export const attribute = (frame: string, name: string): string | undefined => {
  const match = pattern(name).exec(frame);
  return match?.[2];
};

/** The frame with another value of an attribute of its first tag; as it was where it has none. */
export const withAttribute = (frame: string, name: string, value: string | number): string =>
  frame.replace(pattern(name), (_all, before: string) => `${before}"${String(value)}"`);

/** Quotation marks of the other kind do not occur in what servers and we write. */
const pattern = (name: string): RegExp => new RegExp(`^(<[^>]*?\\s${name}=)["']([^"'>]*)["']`);
