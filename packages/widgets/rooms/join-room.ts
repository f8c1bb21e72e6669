import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { localOf } from '@xec/state';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { controls, shared } from '../styles.js';
import { findServices, listedRooms, type ListedRoom } from './find-rooms.js';
import { otherNick } from './powers.js';
import { texts } from './texts.js';

/** What somebody made of a room that did not exist before. */
type Kind = 'Muc/CreateChannel' | 'Muc/CreateGroupChat';

/**
 * `<xec-join-room>`: finds rooms, joins them and makes new ones. Fires `xec-joined` with the room's JID.
 */
export class JoinRoomWidget extends LitElement {
  static override properties = {
    source: { attribute: false },
    self: {},
    services: { state: true },
    rooms: { state: true },
    service: { state: true },
    needsPassword: { state: true },
    nick: { state: true },
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
  /** Who one is: a JID. */
  declare self: string;
  declare services: readonly string[] | undefined;
  declare rooms: readonly ListedRoom[] | undefined;
  declare service: string;
  declare needsPassword: boolean;
  declare nick: string;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.self = '';
    this.services = undefined;
    this.rooms = undefined;
    this.service = '';
    this.needsPassword = false;
    this.nick = '';
  }

  /** Begins with a room: joins it, where nothing stands against that. */
  async join(room: string, nick = this.nick, password = ''): Promise<void> {
    const words = this.#words;
    const known = ['conflict', 'not-authorized'];
    const params = { room, nick, ...(password !== '' && { password }) };
    const answer = await this.#asking.run('Presence/Muc', params, known);
    if (answer.ok) {
      this.needsPassword = false;
      await this.#setUp(room, answer.content);
      this.dispatchEvent(new CustomEvent('xec-joined', { detail: room }));
      return;
    }
    this.#field('address', room);
    if (answer.condition === 'conflict') {
      this.nick = otherNick(nick);
      this.#asking.fail(words.taken(nick, this.nick));
    } else if (answer.condition === 'not-authorized') {
      this.needsPassword = true;
      this.#asking.fail(words.passwordNeeded);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#password')?.focus();
    }
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const domain = domainOf(this.self);
    if (changed.has('self') && this.nick === '') this.nick = localOf(this.self);
    if (domain !== undefined && this.services === undefined && this.source !== undefined) {
      this.services = [];
      void this.#find(this.source, domain);
    }
  }

  override render(): TemplateResult {
    return html`
      <div class="panel">${this.#finding()}</div>
      <form class="panel" @submit=${this.#submit}>${this.#joining()}</form>
    `;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #finding(): TemplateResult {
    const words = this.#words;
    const { services = [], rooms } = this;
    return html`
      <h3>${words.find}</h3>
      <form class="row end" @submit=${this.#show}>
        <label class="grow"
          >${words.service}
          <input
            id="service"
            list="services"
            autocomplete="off"
            aria-describedby="service-hint"
            .value=${this.service}
            @input=${({ target }: Event) => (this.service = (target as HTMLInputElement).value)}
          />
        </label>
        <datalist id="services">
          ${services.map((each) => html`<option value=${each}></option>`)}
        </datalist>
        <button class="button" ?disabled=${this.#asking.isBusy()}>${words.show}</button>
      </form>
      <p class="soft small" id="service-hint">${words.serviceHint}</p>
      ${rooms?.length === 0 ? html`<p class="soft">${words.noRooms}</p>` : nothing}
      ${rooms === undefined || rooms.length === 0 ? nothing : this.#list(rooms)}
    `;
  }

  #list(rooms: readonly ListedRoom[]): TemplateResult {
    return html`<ul>
      ${rooms.map(
        ({ jid, name }) =>
          html`<li class="row">
            <span class="grow">
              <bdi class="cut">${name}</bdi>
              <bdi class="soft small">${jid}</bdi>
            </span>
            <button
              type="button"
              class="button"
              aria-label="${this.#words.join}: ${name}"
              ?disabled=${this.#asking.isBusy('Presence/Muc')}
              @click=${() => this.join(jid)}
            >
              ${this.#words.join}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #joining(): TemplateResult {
    const words = this.#words;
    const isBusy = this.#asking.isBusy('Presence/Muc');
    return html`
      <h3>${words.make}</h3>
      <label
        >${words.address}
        <input id="address" required autocomplete="off" aria-describedby="address-hint" />
      </label>
      <p class="soft small" id="address-hint">${words.addressHint}</p>
      <label
        >${words.nick}
        <input
          id="nick"
          required
          autocomplete="off"
          .value=${this.nick}
          @input=${({ target }: Event) => (this.nick = (target as HTMLInputElement).value)}
        />
      </label>
      ${
        this.needsPassword
          ? html`<label
              >${words.password}<input id="password" type="password" autocomplete="off"
            /></label>`
          : nothing
      }
      <fieldset>
        <legend class="soft small">${words.kind}</legend>
        <label class="choice"
          ><input
            type="radio"
            name="kind"
            value="Muc/CreateChannel"
            checked
          />${words.channel}</label
        >
        <label class="choice"
          ><input type="radio" name="kind" value="Muc/CreateGroupChat" />${words.group}</label
        >
      </fieldset>
      <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
        ${this.#asking.failure}
      </p>
      <div class="row">
        <button class="button main" ?disabled=${isBusy}>
          ${isBusy ? words.joining : words.join}
        </button>
      </div>
    `;
  }

  async #find(source: PacketSource, domain: string): Promise<void> {
    try {
      this.services = await findServices(source, domain);
    } catch {
      this.services = []; // a server may tell nobody; whoever knows a service names it
    }
    this.service ||= this.services[0] ?? '';
  }

  readonly #show = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { service } = this;
    if (service === '') {
      this.#asking.fail(this.#words.noService);
      return;
    }
    const answer = await this.#asking.run('Disco/Items', { jid: service.trim() });
    if (answer.ok) this.rooms = listedRooms(answer.content);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const address = this.#value('address').trim();
    if (address === '') return;
    // Spaces and signs are not in names; people write them all the same.
    const local = address.toLowerCase().replace(/[\s"&'/:<>@]+/g, '-');
    const room = address.includes('@') ? address : `${local}@${this.service}`;
    void this.join(room, this.nick.trim(), this.#value('password'));
  };

  /** A room that did not exist waits for its owner to say what it is. */
  async #setUp(room: string, content: unknown): Promise<void> {
    // The content of `presence_muc_handle`, which its schema read.
    if ((content as { isCreated?: boolean }).isCreated !== true) return;
    const chosen = this.renderRoot.querySelector<HTMLInputElement>('[name=kind]:checked')?.value;
    const kind: Kind = chosen === 'Muc/CreateGroupChat' ? chosen : 'Muc/CreateChannel';
    const name = this.#value('address').split('@', 1)[0]?.trim() ?? '';
    const answer = await this.#asking.run(kind, { room, ...(name !== '' && { name }) });
    // What it says of itself was asked for before it had that name.
    if (answer.ok) await this.#asking.run('Muc/DiscoRequest', { room });
  }

  #value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }

  #field(id: string, value: string): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
    if (field !== null) field.value = value;
  }
}

function domainOf(jid: string): string | undefined {
  const bare = jid.split('/', 1)[0] ?? '';
  return bare === '' ? undefined : bare.slice(bare.indexOf('@') + 1);
}
