import { nicknameElement, readNickname, type Nickname } from '../../index.js';
import { shape, trimmed } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const nickname = [
  roundTrip({
    builders: { nicknameElement },
    readers: { readNickname },
    of: shape<Nickname>({}, { nick: trimmed }),
    build: nicknameElement,
    read: readNickname,
  }),
];
