import { XmlError } from './error.js';
import { defaultParseLimits } from './limits.js';
import { parse } from './parse.js';

/** The only attributes there are, in the only order (XML 1.0 section 2.8). */
const orders = ['version', 'version encoding', 'version standalone', 'version encoding standalone'];

/**
 * Checks an XML declaration, which may open a stream (RFC 6120 section 11.5).
 *
 * @param declaration from `<?xml` to `?>`.
 * @throws XmlError unless it says version 1.0 and, if anything, the encoding UTF-8.
 */
export function checkDeclaration(declaration: string): void {
  // Its inside looks like the attributes of a tag, so they are read as such.
  const { attrs } = parse(`<xml${declaration.slice(5, -2)}/>`, {
    ...defaultParseLimits,
    maxAttributes: 3,
  });
  const names = Object.keys(attrs).join(' ');
  const standalone: unknown = attrs['standalone'] ?? 'yes';
  if (
    !orders.includes(names) ||
    attrs['version'] !== '1.0' ||
    !['yes', 'no'].includes(String(standalone))
  ) {
    throw new XmlError('not-well-formed', 'an XML declaration other than of XML 1.0', 0);
  }
  if (String(attrs['encoding'] ?? 'UTF-8').toUpperCase() !== 'UTF-8') {
    throw new XmlError('unsupported-encoding', 'an encoding other than UTF-8', 0);
  }
}
