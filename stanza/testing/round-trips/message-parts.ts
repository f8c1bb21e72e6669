/**
 * What stands beside the texts of messages.
 */
import fc from 'fast-check';
import {
  type Fallback,
  type MessageEncryption,
  type MessageThread,
  type OutOfBand,
  type Reactions,
  type Reference,
  type Reply,
  type Retraction,
  type Spoiler,
  type Sticker,
  type TextRange,
} from '../../index.js';
import { count, jid, shape, some, someUnique, text, trimmed, words } from './arbitraries.js';

/** Counted in characters; `begin` may be the `end`. */
const range = fc
  .tuple(count(), count())
  .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }));
const ranges = some(fc.oneof(range, fc.constant<TextRange>({})), 1);

export const thread = shape<MessageThread>({ id: words }, { parent: words });
export const encryption = shape<MessageEncryption>({ namespace: words }, { name: text });
export const fallback = shape<Fallback>({ for: words }, { body: ranges, subject: ranges });
export const oob = shape<OutOfBand>({ url: trimmed }, { desc: text });
export const reactions = shape<Reactions>({ id: words, reactions: someUnique(trimmed) }, {});
export const reply = shape<Reply>({ id: words }, { to: jid });
export const retraction = shape<Retraction>({ id: words }, { reason: text });
export const spoiler = shape<Spoiler>({}, { hint: words });
export const sticker = shape<Sticker>({}, { pack: words });

/** With an anchor a range is one of another text, of whatever length. */
export const reference: fc.Arbitrary<Reference> = fc.oneof(
  shape<Pick<Reference, 'type' | 'uri' | 'anchor'>>(
    { type: fc.constantFrom('mention', 'data'), uri: words },
    { anchor: text },
  ),
  fc.tuple(words, text, range).map(([uri, anchor, { start, end }]): Reference => ({
    ...{ type: 'data', uri, anchor },
    ...{ begin: start, end },
  })),
);
