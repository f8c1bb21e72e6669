import { TransportError } from './error.js';

/**
 * Loads a part of the program that few connections need. In a page that is a request of its own, which
 * fails as connections do: the same may go well later.
 *
 * @param load gives what `import()` gives
 * @throws TransportError `unreachable` when it could not be loaded
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const message =
      'a part of this program could not be loaded: is there a way to where it came from?';
    throw new TransportError('unreachable', message, { cause });
  }
}
