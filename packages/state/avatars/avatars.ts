/**
 * Pictures of people, asked for when somebody is shown.
 */
import type { PacketOf, PacketSource } from '@xec/packet-source';
import { putBounded } from '../bounded.js';
import { Changes } from '../changes.js';

/** The keys avatars are made of. */
export const avatarKeys = [
  'avatarmetadata',
  'avatarmetadata_retract',
  'avatar_getmetadata_handle',
  'avatardata',
  'avatar_get_handle',
] as const;

export type AvatarPacket = PacketOf<(typeof avatarKeys)[number]>;

/** How many people's are known, and how many pictures are kept; each has 1 MiB at most. */
const MOST_PEOPLE = 2000;
const MOST_PICTURES = 100;
/** The largest picture that is asked for unasked, in bytes. */
const MOST_BYTES = 256 * 1024;

export class Avatars {
  readonly #changes = new Changes();
  readonly onChange = this.#changes.onChange;
  /** The id of the picture to show, by bare JID; `''`: none. */
  readonly #ids = new Map<string, string>();
  /** Addresses of pictures (`data:`), by their ids. */
  readonly #pictures = new Map<string, string>();
  readonly #asked = new Set<string>();

  constructor(private readonly source: Pick<PacketSource, 'request'>) {}

  /** The address of somebody's picture, as far as it is here; asks for it where it is not. */
  get(jid: string): string | undefined {
    const id = this.#ids.get(jid);
    if (id === undefined || id === '') return undefined;
    const picture = this.#pictures.get(id);
    if (picture === undefined) this.#ask(jid, id);
    return picture;
  }

  forget(): void {
    this.#ids.clear();
    this.#asked.clear();
    this.#changes.tell();
  }

  apply({ key, content }: AvatarPacket): void {
    switch (key) {
      case 'avatarmetadata':
        this.#choose(content.from, content.content);
        break;
      case 'avatarmetadata_retract':
        putBounded(this.#ids, content.from, '', MOST_PEOPLE);
        break;
      case 'avatar_getmetadata_handle': {
        const newest = content.items.at(-1);
        if (newest !== undefined) this.#choose(content.from, newest.content);
        break;
      }
      case 'avatardata':
      case 'avatar_get_handle': {
        // Its bytes hash to its id: whoever sent it.
        const { id, type, base64 } = content;
        if (type === undefined) return;
        putBounded(this.#pictures, id, `data:${type};base64,${base64}`, MOST_PICTURES);
        this.#asked.delete(id);
        break;
      }
    }
    this.#changes.tell();
  }

  #choose(jid: string, { infos }: PacketOf<'avatarmetadata'>['content']['content']): void {
    const fitting = infos.filter(({ bytes, url }) => bytes <= MOST_BYTES && url === undefined);
    const png = fitting.find(({ type }) => type === 'image/png') ?? fitting[0];
    putBounded(this.#ids, jid, png?.id ?? '', MOST_PEOPLE);
  }

  #ask(from: string, id: string): void {
    if (this.#asked.has(id) || this.#asked.size >= MOST_PICTURES) return;
    this.#asked.add(id);
    // It stays asked when it failed: a picture is not worth asking again and again.
    this.source.request('Avatar/Get', { to: from, id }).catch(() => undefined);
  }
}
