import { Following, type FollowingHost } from '../following.js';
import { roomsKeys, type RoomsModel } from './rooms-model.js';

/** Lets a widget's model of rooms follow its source, and asks for the bookmarks. */
export const followRooms = (host: FollowingHost, model: RoomsModel): Following =>
  new Following(host, (source) => {
    model.reset();
    let isAsked = false;
    const ask = (): void => {
      if (isAsked || source.state.state !== 'open' || !source.state.isLive) return;
      isAsked = true;
      // Its packet brings them; where it fails, what is known stays.
      source.request('Bookmark2/Get', {}).catch(() => {
        model.isKnown = true;
        host.requestUpdate();
      });
    };
    const undo = [
      source.subscribe(roomsKeys, (packet) => {
        model.apply(packet);
        host.requestUpdate();
      }),
      source.onState(ask),
      source.onResync(() => {
        model.reset();
        isAsked = false;
        host.requestUpdate();
      }),
    ];
    ask();
    return undo;
  });
