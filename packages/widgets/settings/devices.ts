import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { Following } from '../following.js';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { DevicesModel, deviceKeys, type Device } from './devices-model.js';
import { sectionStyles } from './settings-styles.js';
import { devicesTexts } from './texts.js';

/** `<xec-devices>`: where the account is open. */
export class Devices extends LitElement {
  /** The keys it lives on. */
  static readonly keys = deviceKeys;

  static override properties = { source: { attribute: false } };

  static override styles = [
    shared,
    controls,
    sectionStyles,
    css`
      .state {
        display: block;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  readonly #speaking = new Speaking(this, devicesTexts);
  readonly #model = new DevicesModel();

  constructor() {
    super();
    this.source = undefined;
    new Following(this, (source) => {
      this.#model.reset();
      return [
        source.subscribe(deviceKeys, (packet) => {
          this.#model.apply(packet);
          this.requestUpdate();
        }),
        source.onResync(() => {
          this.#model.reset();
          this.requestUpdate();
        }),
      ];
    });
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    const { all } = this.#model;
    return html`
      <h3>${texts.title}</h3>
      <p class="hint">${texts.hint}</p>
      ${
        all.length === 0
          ? html`<p>${texts.none}</p>`
          : html`<ul>
              ${all.map((device) => this.#device(device))}
            </ul>`
      }
    `;
  }

  #device({ resource, isThis, show, status }: Device): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <li>
        ${icon('device')}
        <span class="what">
          <bdi>${resource}</bdi>${isThis ? html` (${texts.this})` : nothing}
          <span class="hint state"
            >${texts[show]}${status === undefined ? nothing : html` · <bdi>${status}</bdi>`}</span
          >
        </span>
      </li>
    `;
  }
}
