import {
  bind2Feature,
  bind2Request,
  bound2,
  parse,
  readBind2Feature,
  readBind2Request,
  readBound2,
  type Bind2Feature,
} from '../../index.js';
import { foreign, shape, some, trimmed, words } from './arbitraries.js';
import { texts } from './places.js';
import { roundTrip } from './round-trip.js';

const elements = (inline: readonly string[]) => inline.map((each) => parse(each));

export const bind2 = [
  roundTrip({
    builders: { bind2Feature },
    readers: { readBind2Feature },
    of: shape<Bind2Feature>({ features: some(words) }, {}),
    build: bind2Feature,
    read: (el) => readBind2Feature([el]),
  }),
  roundTrip({
    builders: { bind2Request },
    readers: { readBind2Request },
    of: shape<{ tag?: string; inline: string[] }>({ inline: some(foreign) }, { tag: trimmed }),
    build: ({ inline, ...given }) => bind2Request({ ...given, inline: elements(inline) }),
    read: (el) => {
      const { inline, ...read } = readBind2Request([el]) ?? { inline: [] };
      return { ...read, inline: texts(inline) };
    },
  }),
  roundTrip({
    builders: { bound2 },
    readers: { readBound2 },
    of: some(foreign),
    build: (inline) => bound2({ inline: elements(inline) }),
    read: (el) => texts(readBound2([el])?.inline ?? []),
  }),
];
