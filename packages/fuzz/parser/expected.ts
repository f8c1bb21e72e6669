/**
 * Where our parser has to refuse what is well-formed XML, and why. Nothing else may differ.
 */
import { defaultParseLimits, type XmlCondition } from '@xec/stanza';
import type { Reading } from './saxes.js';

/** The rule of RFC 6120 or RFC 7395 that is stricter than XML, with the condition that it gives. */
export interface Rule {
  readonly name: string;
  readonly condition: XmlCondition;
  /** Whether it refuses this frame, by what saxes, not our parser, found in it. */
  readonly refuses: (frame: string, reading: Reading) => boolean;
}

const limits = defaultParseLimits;

export const RULES: readonly Rule[] = [
  {
    name: 'a stream has no comments, processing instructions, document types (RFC 6120 section 11.1)',
    condition: 'restricted-xml',
    refuses: (_frame, { isRestricted }) => isRestricted,
  },
  {
    name: 'a frame begins with < (RFC 7395 section 3.3.3); saxes drops a byte order mark',
    condition: 'bad-format',
    refuses: (frame) => frame.startsWith('\ufeff'),
  },
  {
    name: 'half a surrogate pair is no character (RFC 6455 section 8.1); saxes joins it with any other',
    condition: 'not-well-formed',
    refuses: (frame) => /\p{Surrogate}/u.test(frame),
  },
  {
    name: 'both parts of a name begin as names do (Namespaces in XML section 4); saxes looks at the first',
    condition: 'not-well-formed',
    refuses: (_frame, { hasOddName }) => hasOddName,
  },
  {
    name: 'a frame has so many bytes at most',
    condition: 'policy-violation',
    refuses: (frame) => Buffer.byteLength(frame) > limits.maxBytes,
  },
  {
    name: 'elements stand so deep at most',
    condition: 'policy-violation',
    refuses: (_frame, { depth }) => depth > limits.maxDepth,
  },
  {
    name: 'a frame has so many elements at most',
    condition: 'policy-violation',
    refuses: (_frame, { elements }) => elements > limits.maxElements,
  },
  {
    name: 'an element has so many attributes at most',
    condition: 'policy-violation',
    refuses: (_frame, { attributes }) => attributes > limits.maxAttributes,
  },
  {
    name: 'a name has so many bytes at most',
    condition: 'policy-violation',
    refuses: (_frame, { nameBytes }) => nameBytes > limits.maxNameBytes,
  },
];

/** The rules that refuse a frame which is well-formed. */
export const stricterRules = (frame: string, reading: Reading): readonly Rule[] =>
  RULES.filter(({ refuses }) => refuses(frame, reading));
