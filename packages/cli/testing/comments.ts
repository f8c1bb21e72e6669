/** A comment, and what is exported below it; a decorator may stand between them. */
const COMMENTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:@[a-z]+\((?:(?!\n\}?\))[\s\S])*\n?\}?\)\n)?export (?:abstract )?(?:class|const|function) (\w+)/g;

/** What is exported, with its comment in one line, without margins and tags. */
export const commentsIn = (text: string): [string, string][] =>
  [...text.matchAll(COMMENTED)].map(([, comment = '', name = '']) => [name, plain(comment)]);

/** The comment that a file begins with: of which specification it is. */
export const headIn = (text: string): string =>
  plain(/^\/\*\*((?:(?!\*\/)[\s\S])*)\*\//.exec(text)?.[1] ?? '');

const plain = (comment: string): string =>
  comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\n@[\s\S]*$/, '')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
