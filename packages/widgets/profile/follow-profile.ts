import type { PacketSource } from '@xec/packet-source';
import { Following, type FollowingHost } from '../following.js';
import { ProfileModel, profileKeys } from './profile-model.js';

/** A widget that shows somebody's profile. */
export interface ProfileHost extends FollowingHost {
  /** Whose; `undefined`: one's own. */
  readonly jid: string | undefined;
}

/** What is asked for; the packets of the answers bring it. */
const questions = ['Vcard4/Get', 'Avatar/GetMetadata', 'Nickname/Get', 'Mood/Get', 'Tune/Get'];

/** The profile of whom a widget shows, kept up while it is on the page. */
export class FollowingProfile {
  model = new ProfileModel();
  readonly #host: ProfileHost;
  readonly #following: Following;
  /** Whose profile, and which picture of them, was asked for. */
  #asked: string | undefined = undefined;
  #askedPicture: string | undefined = undefined;

  constructor(host: ProfileHost) {
    this.#host = host;
    this.#following = new Following(host, (source) => this.#follow(source));
  }

  /** Somebody else is shown from now on: call it before the controllers are updated. */
  begin(): void {
    this.#following.stop();
  }

  #follow(source: PacketSource): (() => void)[] {
    this.model = new ProfileModel(this.#host.jid);
    this.#asked = undefined;
    this.#askedPicture = undefined;
    const { model } = this;
    const look = (): void => this.#look(source, model);
    const undo = [
      source.subscribe(profileKeys, (packet) => {
        model.apply(packet);
        look();
        this.#host.requestUpdate();
      }),
      source.onState(look),
      source.onResync(() => {
        model.reset();
        this.#asked = undefined;
        this.#askedPicture = undefined;
        this.#host.requestUpdate();
      }),
    ];
    look();
    return undo;
  }

  #look(source: PacketSource, model: ProfileModel): void {
    const { jid, pictureId, picture } = model;
    if (source.state.state !== 'open' || !source.state.isLive || jid === undefined) return;
    if (this.#asked !== jid) {
      this.#asked = jid;
      for (const action of questions) ask(source, action, { to: jid });
      ask(source, 'Blocking/Request');
    }
    if (pictureId === undefined || picture !== undefined || this.#askedPicture === pictureId)
      return;
    this.#askedPicture = pictureId;
    ask(source, 'Avatar/Get', { to: jid, id: pictureId });
  }
}

/** Who published nothing, or shows it to others only, has nothing to show here. */
function ask(source: PacketSource, action: string, params?: unknown): void {
  source.request(action, params).catch(() => undefined);
}
