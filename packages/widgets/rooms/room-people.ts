import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import type { Occupant, Room } from '@xec/state';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { avatar, controls, hueOf, initialOf, shared } from '../styles.js';
import { byRole, powersOver, type Power } from './powers.js';
import { texts } from './texts.js';

/** `<xec-room-people>`: who is in a room, what may be done to whom, and whom to invite. */
export class RoomPeople extends LitElement {
  static override properties = {
    source: { attribute: false },
    room: { attribute: false },
    me: { attribute: false },
    managed: { state: true },
    invited: { state: true },
  };

  static override styles = [
    shared,
    controls,
    avatar,
    panel,
    css`
      .occupant {
        padding: 0.3rem 0;
      }

      .avatar {
        width: 2rem;
        height: 2rem;
        font-size: 0.875rem;
      }

      .badge {
        padding: 0.05rem 0.5rem;
        border-radius: 99rem;
        background: var(--xec-sunken, #eef1f6);
        color: var(--xec-text-soft, #566074);
        font-size: 0.75rem;
      }

      .managing {
        display: flex;
        flex-direction: column;
        gap: 0.6rem;
        margin: 0.25rem 0 0.6rem;
        padding: 0.8rem;
        border-radius: 0.8rem;
        background: var(--xec-sunken, #eef1f6);
      }

      .managing .badge {
        background: var(--xec-surface, #fff);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare room: Room | undefined;
  /** One's own place there. */
  declare me: Occupant | undefined;
  /** The nickname of whom something may be done to. */
  declare managed: string | undefined;
  declare invited: string | undefined;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.room = undefined;
    this.me = undefined;
    this.managed = undefined;
    this.invited = undefined;
  }

  override render(): TemplateResult | typeof nothing {
    const { room, me } = this;
    if (room === undefined || me === undefined) return nothing;
    const words = this.#words;
    return html`
      <section class="panel" aria-labelledby="people">
        <h3 id="people">${words.people}</h3>
        ${byRole(room.occupants).map(
          ({ role, occupants }) => html`
            <div>
              <h4 class="soft small">${words.role(role)} · ${occupants.length}</h4>
              <ul>
                ${occupants.map((occupant) => html`<li>${this.#occupant(occupant, me)}</li>`)}
              </ul>
            </div>
          `,
        )}
        <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
          ${this.#asking.failure}
        </p>
        ${this.#inviting()}
      </section>
    `;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #occupant(occupant: Occupant, me: Occupant): TemplateResult {
    const words = this.#words;
    const { nick, affiliation, isSelf, jid, status, hats = [] } = occupant;
    const powers = powersOver(me, occupant);
    const isManaged = this.managed === nick;
    return html`
      <div class="row occupant">
        <span class="avatar ${hueOf(nick)}" aria-hidden="true">${initialOf(nick)}</span>
        <span class="grow">
          <bdi title=${jid ?? nick}>${nick}</bdi>
          ${isSelf === true ? html`<span class="soft small">(${words.you})</span>` : nothing}
          ${
            affiliation === 'none'
              ? nothing
              : html`<span class="badge">${words.affiliation(affiliation)}</span>`
          }
          ${hats
            .filter(({ title }) => title.toLowerCase() !== affiliation)
            .map(({ title }) => html`<bdi class="badge">${title}</bdi>`)}
          ${
            status?.[0] === undefined
              ? nothing
              : html`<bdi class="soft small cut">${status[0].text}</bdi>`
          }
        </span>
        ${
          powers.length === 0
            ? nothing
            : html`<button
                type="button"
                class="link"
                aria-expanded=${isManaged ? 'true' : 'false'}
                aria-label=${words.manage(nick)}
                @click=${() => (this.managed = isManaged ? undefined : nick)}
              >
                ⋯
              </button>`
        }
      </div>
      ${isManaged && powers.length > 0 ? this.#managing(occupant, powers) : nothing}
    `;
  }

  #managing(occupant: Occupant, powers: readonly Power[]): TemplateResult {
    const words = this.#words;
    const isHard = (power: Power): boolean =>
      (power.kind === 'role' && power.role === 'none') ||
      (power.kind === 'affiliation' && power.affiliation === 'outcast');
    const button = (power: Power): TemplateResult => html`
      <button
        type="button"
        class="button ${isHard(power) ? 'bad' : ''}"
        ?disabled=${this.#asking.isBusy()}
        @click=${() => void this.#use(power, occupant)}
      >
        ${words.power(power)}
      </button>
    `;
    return html`<div class="managing" role="group" aria-label=${words.manage(occupant.nick)}>
      ${occupant.jid === undefined ? nothing : html`<bdi class="soft small">${occupant.jid}</bdi>`}
      <label class="small">${words.reason}<input id="reason" autocomplete="off" /></label>
      <div class="row">${powers.filter((power) => !isHard(power)).map(button)}</div>
      <div class="row">${powers.filter(isHard).map(button)}</div>
    </div>`;
  }

  #inviting(): TemplateResult {
    const words = this.#words;
    return html`<form class="row end" @submit=${this.#invite}>
      <label class="grow"
        >${words.inviteWhom}<input id="whom" required inputmode="email" autocomplete="off"
      /></label>
      <label class="grow">${words.inviteReason}<input id="word" autocomplete="off" /></label>
      <button class="button" ?disabled=${this.#asking.isBusy('Message/Invite')}>
        ${words.invite}
      </button>
      <p class="soft small" role="status">
        ${this.invited === undefined ? nothing : words.invited(this.invited)}
      </p>
    </form>`;
  }

  async #use(power: Power, { nick, jid }: Occupant): Promise<void> {
    const room = this.room?.jid;
    const said = this.#value('reason').trim();
    const reason = said === '' ? {} : { reason: said };
    const answer =
      power.kind === 'role'
        ? await this.#asking.run('Muc/SetRole', { room, nick, role: power.role, ...reason })
        : await this.#asking.run('Muc/ChangeAffiliation', {
            ...{ room, jid: jid?.split('/', 1)[0], affiliation: power.affiliation },
            ...reason,
          });
    if (answer.ok) this.managed = undefined;
  }

  readonly #invite = async (event: Event): Promise<void> => {
    event.preventDefault();
    const to = this.#value('whom').trim();
    const reason = this.#value('word').trim();
    this.invited = undefined;
    const params = { room: this.room?.jid, to, ...(reason !== '' && { reason }) };
    const answer = await this.#asking.run('Message/Invite', params);
    if (!answer.ok) return;
    this.invited = to;
    this.renderRoot.querySelector('form')?.reset();
  };

  #value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }
}
