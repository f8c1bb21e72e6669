import { LitElement, css, html, type TemplateResult } from 'lit';
import { Speaking } from '../language/speaking.js';
import { avatar, hueOf, initialOf, shared } from '../styles.js';
import { pickTexts } from './texts.js';

/** Somebody one may be. */
export interface PersonChoice {
  readonly id: string;
  readonly name: string;
}

/** `<xec-pick-person>`: "Pick who you are". Fires `xec-pick` with the id. */
export class PickPerson extends LitElement {
  static override properties = { people: { attribute: false }, failure: {} };

  static override styles = [
    shared,
    avatar,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100%;
        padding: 1.5rem;
      }

      main {
        width: min(26rem, 100%);
        padding: 2rem 1.75rem;
        border: 1px solid var(--xec-line, #d7dce5);
        border-radius: 1.2rem;
        background: var(--xec-surface, #fff);
      }

      h1 {
        margin: 0 0 0.4rem;
        font-size: 1.5rem;
      }

      p {
        margin: 0 0 1.4rem;
        color: var(--xec-text-soft, #566074);
        line-height: 1.5;
      }

      button {
        display: flex;
        align-items: center;
        gap: 0.9rem;
        width: 100%;
        margin-top: 0.6rem;
        padding: 0.8rem 1rem;
        border: 1px solid var(--xec-line, #d7dce5);
        border-radius: 0.9rem;
        background: none;
        font-size: 1.0625rem;
        font-weight: 600;
        text-align: start;
      }

      button:hover {
        border-color: var(--xec-accent, #2f5fd0);
        background: var(--xec-hover, #eef1f6);
      }

      .failure {
        margin: 1rem 0 0;
        color: var(--xec-bad, #b92d33);
      }
    `,
  ];

  declare people: readonly PersonChoice[];
  /** What went wrong, in words. */
  declare failure: string;
  readonly #speaking = new Speaking(this, pickTexts);

  constructor() {
    super();
    this.people = [];
    this.failure = '';
  }

  override render(): TemplateResult {
    return html`
      <main>
        <h1>${this.#speaking.texts.title}</h1>
        <p>${this.#speaking.texts.hint}</p>
        ${this.people.map(
          ({ id, name }) => html`
            <button type="button" @click=${() => this.#pick(id)}>
              <span class="avatar ${hueOf(id)}" aria-hidden="true">${initialOf(name)}</span>
              <bdi>${name}</bdi>
            </button>
          `,
        )}
        <p class="failure" role="alert" ?hidden=${this.failure === ''}>${this.failure}</p>
      </main>
    `;
  }

  #pick(detail: string): void {
    this.dispatchEvent(new CustomEvent('xec-pick', { detail, bubbles: true, composed: true }));
  }
}
