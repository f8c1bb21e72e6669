import { xhtmlElement, xhtmlMarkup } from '@xec/stanza';
import * as v from 'valibot';

/**
 * Markup: one element of XHTML as text. What comes out is sanitised, and says something: see `xhtmlMarkup`.
 */
export const markup = v.pipe(
  v.string(),
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    try {
      const clean = xhtmlMarkup(xhtmlElement(dataset.value));
      if (clean !== undefined) return clean;
      addIssue({ message: 'expected markup that says something, got none that may be shown' });
    } catch (error) {
      addIssue({ message: (error as Error).message }); // MarkupError
    }
    return NEVER;
  }),
);
