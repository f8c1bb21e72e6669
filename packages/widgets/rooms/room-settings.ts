import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import type { Occupant, Room } from '@xec/state';
import type { PacketMap } from '@xec/xec';
import { Asking } from '../asking/index.js';
import type { DataForm } from '../data-form/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { controls, shared } from '../styles.js';
import { affiliationsFor, isAdmin, type Affiliation } from './powers.js';
import { texts } from './texts.js';

type Member = PacketMap['muc_getmembers_handle']['members'][number];

/** Whose lists admins see. */
const lists: readonly Affiliation[] = ['member', 'admin', 'owner', 'outcast'];

/**
 * `<xec-room-settings>`: what admins and owners may do: memberships, the settings form, the end. Fires
 * `xec-gone` when the room has ended.
 */
export class RoomSettings extends LitElement {
  static override properties = {
    source: { attribute: false },
    room: { attribute: false },
    me: { attribute: false },
    form: { state: true },
    isSaved: { state: true },
    isEnding: { state: true },
    list: { state: true },
    members: { state: true },
  };

  static override styles = [
    shared,
    controls,
    panel,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 1rem;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare room: Room | undefined;
  declare me: Occupant | undefined;
  declare form: DataForm | undefined;
  declare isSaved: boolean;
  declare isEnding: boolean;
  /** Which memberships are shown. */
  declare list: Affiliation | undefined;
  declare members: readonly Member[] | undefined;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.room = undefined;
    this.me = undefined;
    this.#forget();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get('room') !== undefined && changed.get('room')?.jid !== this.room?.jid) {
      this.#forget();
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { room, me } = this;
    if (room === undefined || me === undefined || !isAdmin(me)) return nothing;
    const words = this.#words;
    return html`
      <section class="panel" aria-labelledby="members">
        <h3 id="members">${words.members}</h3>
        ${this.#memberships(me)}
      </section>
      ${
        me.affiliation !== 'owner'
          ? nothing
          : html`<section class="panel" aria-labelledby="settings">
              <h3 id="settings">${words.settings}</h3>
              ${this.#settings()} ${this.#ending(room)}
            </section>`
      }
      <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
        ${this.#asking.failure}
      </p>
    `;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #forget(): void {
    this.form = undefined;
    this.isSaved = false;
    this.isEnding = false;
    this.list = undefined;
    this.members = undefined;
  }

  #memberships(me: Occupant): TemplateResult {
    const words = this.#words;
    const { list, members } = this;
    return html`
      <div class="row">
        ${lists.map(
          (each) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${each === list ? 'true' : 'false'}
              @click=${() => void this.#load(each)}
            >
              ${words.affiliation(each)}
            </button>`,
        )}
      </div>
      ${
        list === undefined
          ? nothing
          : members === undefined
            ? html`<p class="soft">${words.loading}</p>`
            : members.length === 0
              ? html`<p class="soft">${words.nobody}</p>`
              : html`<ul>
                  ${members.map((member) => html`<li class="row">${this.#member(member, list, me)}</li>`)}
                </ul>`
      }
    `;
  }

  #member({ jid = '', reason }: Member, list: Affiliation, me: Occupant): TemplateResult {
    const mayChange = affiliationsFor(me, list).includes('none');
    return html`
      <span class="grow">
        <bdi class="cut">${jid}</bdi>
        ${reason === undefined ? nothing : html`<span class="soft small" dir="auto">${reason}</span>`}
      </span>
      ${
        !mayChange
          ? nothing
          : html`<button
              type="button"
              class="link"
              aria-label="${this.#words.power({ kind: 'affiliation', affiliation: 'none' })}: ${jid}"
              @click=${() => void this.#takeAway(jid, list)}
            >
              ✕
            </button>`
      }
    `;
  }

  #settings(): TemplateResult {
    const words = this.#words;
    if (this.form === undefined) {
      return html`<div class="row">
        <button
          type="button"
          class="button"
          ?disabled=${this.#asking.isBusy('Muc/GetConfig')}
          @click=${this.#openForm}
        >
          ${words.openSettings}
        </button>
        <span class="soft small" role="status">${this.isSaved ? words.saved : nothing}</span>
      </div>`;
    }
    return html`<xec-data-form
      .form=${this.form}
      .source=${this.source}
      .service=${this.room?.jid}
      .failure=${this.#asking.failure}
      ?busy=${this.#asking.isBusy('Muc/SetConfig')}
      canCancel
      @xec-submit=${this.#save}
      @xec-cancel=${() => (this.form = undefined)}
    ></xec-data-form>`;
  }

  #ending(room: Room): TemplateResult {
    const words = this.#words;
    if (!this.isEnding) {
      return html`<div>
        <button type="button" class="button bad" @click=${this.#begin}>${words.destroy}</button>
      </div>`;
    }
    return html`<form class="note" @submit=${this.#end} aria-label=${words.destroy}>
      <p id="warning" dir="auto">${words.destroyFor(room.name)}</p>
      <label class="small">${words.reason}<input id="why" autocomplete="off" /></label>
      <div class="row">
        <button class="button bad" aria-describedby="warning">${words.destroyYes}</button>
        <button type="button" class="button" id="keep" @click=${() => (this.isEnding = false)}>
          ${words.destroyNo}
        </button>
      </div>
    </form>`;
  }

  async #load(list: Affiliation): Promise<void> {
    this.list = list;
    this.members = undefined;
    const answer = await this.#asking.run('Muc/GetMembers', {
      room: this.room?.jid,
      affiliation: list,
    });
    if (this.list !== list) return; // another one was chosen meanwhile
    // The content of `muc_getmembers_handle`, which its schema read.
    const { members } = (answer.ok ? answer.content : { members: [] }) as { members: Member[] };
    this.members = members;
  }

  async #takeAway(jid: string, list: Affiliation): Promise<void> {
    const params = { room: this.room?.jid, jid, affiliation: 'none' };
    const answer = await this.#asking.run('Muc/ChangeAffiliation', params);
    if (answer.ok) await this.#load(list);
  }

  readonly #openForm = async (): Promise<void> => {
    this.isSaved = false;
    const answer = await this.#asking.run('Muc/GetConfig', { room: this.room?.jid });
    // The content of `muc_getconfig_handle`, which its schema read.
    if (answer.ok) this.form = (answer.content as PacketMap['muc_getconfig_handle']).form;
  };

  readonly #save = async ({ detail: form }: CustomEvent<DataForm>): Promise<void> => {
    const answer = await this.#asking.run('Muc/SetConfig', { room: this.room?.jid, form });
    if (!answer.ok) return;
    this.form = undefined;
    this.isSaved = true;
    // Its name may be another one.
    await this.#asking.run('Muc/DiscoRequest', { room: this.room?.jid });
  };

  readonly #begin = async (): Promise<void> => {
    this.isEnding = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#keep')?.focus();
  };

  readonly #end = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reason = this.renderRoot.querySelector<HTMLInputElement>('#why')?.value.trim() ?? '';
    const params = { room: this.room?.jid, ...(reason !== '' && { reason }) };
    const answer = await this.#asking.run('Muc/Destroy', params);
    if (answer.ok) this.dispatchEvent(new CustomEvent('xec-gone'));
  };
}
