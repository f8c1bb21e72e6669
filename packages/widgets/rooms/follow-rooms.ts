import { Rooms, stateOf } from '@xec/state';
import { Following, type FollowingHost } from '../following.js';

/** The rooms of a widget's source; it is drawn anew when they change. Asks for the bookmarks. */
export class FollowedRooms {
  #rooms = new Rooms();

  constructor(host: FollowingHost) {
    new Following(host, (source) => {
      const { rooms } = stateOf(source);
      this.#rooms = rooms;
      let isAsked = false;
      const draw = (): void => host.requestUpdate();
      const ask = (): void => {
        if (isAsked || rooms.isKnown || source.state.state !== 'open' || !source.state.isLive)
          return;
        isAsked = true;
        // Its packet brings them; where it fails, what is known stays.
        source.request('Bookmark2/Get', {}).catch(() => {
          rooms.isKnown = true;
          draw();
        });
      };
      const undo = [
        rooms.onChange(draw),
        source.onState(ask),
        source.onResync(() => {
          isAsked = false;
        }),
      ];
      ask();
      return undo;
    });
  }

  /** Those of the source; none before there is one. */
  get now(): Rooms {
    return this.#rooms;
  }
}
