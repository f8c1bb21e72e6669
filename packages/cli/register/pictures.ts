/**
 * Pictures and sounds of a form, put where a person can look at them.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeBase64, readBobCid, type FormField, type Registration } from '@xec/stanza';

/** How files of these types are called; others end in `.bin`. */
const endings: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/svg+xml', 'svg'],
  ['audio/wav', 'wav'],
  ['audio/x-wav', 'wav'],
  ['audio/mpeg', 'mp3'],
  ['audio/ogg', 'ogg'],
]);

/** Saves what came with a form. */
export class Pictures {
  readonly #asked: string | undefined;
  #folder: string | undefined;

  /** @param folder where they stay; else they are gone with the command */
  constructor(folder: string | undefined) {
    this.#asked = folder;
  }

  /** The files of a field, or the addresses of what did not come with the form. */
  async of({ var: name = '', media }: FormField, sent: Registration['media']): Promise<string[]> {
    const places: string[] = [];
    for (const { uri } of media?.uris ?? []) {
      const cid = readBobCid(uri);
      const data = sent.find((each) => each.cid === cid);
      if (data === undefined) {
        places.push(uri);
        continue;
      }
      const ending = endings.get(data.type.toLowerCase()) ?? 'bin';
      const file = join(await this.#open(), `${name.replace(/[^\w-]/g, '_')}.${ending}`);
      await writeFile(file, decodeBase64(data.base64) ?? '');
      places.push(file);
    }
    return places;
  }

  /** Takes away what was not to stay. */
  async forget(): Promise<void> {
    if (this.#asked !== undefined || this.#folder === undefined) return;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #open(): Promise<string> {
    if (this.#folder !== undefined) return this.#folder;
    if (this.#asked === undefined) this.#folder = await mkdtemp(join(tmpdir(), 'xec-register-'));
    else {
      await mkdir(this.#asked, { recursive: true });
      this.#folder = this.#asked;
    }
    return this.#folder;
  }
}
