import { LitElement, css, html, type TemplateResult } from 'lit';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { memoryTexts } from '../theme/kept-texts.js';
import {
  Preferences,
  densities,
  languageChoices,
  themes,
  type Wishes,
} from '../theme/preferences.js';
import { sectionStyles } from './settings-styles.js';
import { appearanceTexts } from './texts.js';

const choices = { theme: themes, density: densities, language: languageChoices } as const;
type Choice = keyof typeof choices;

/** `<xec-appearance>`: theme, density and language. */
export class Appearance extends LitElement {
  static override properties = { preferences: { attribute: false } };

  static override styles = [
    shared,
    controls,
    sectionStyles,
    css`
      fieldset {
        margin: 0.75rem 0 0;
        padding: 0;
        border: 0;
      }

      legend {
        margin-block-end: 0.35rem;
        padding: 0;
        font-size: var(--xec-type-s, 0.8125rem);
        color: var(--xec-text-soft, #566074);
      }

      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }

      .choice {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        min-height: var(--xec-press, 2.5rem);
        padding: 0 0.9rem 0 0.7rem;
        border: 1px solid var(--xec-line-strong, #858fa3);
        border-radius: var(--xec-radius-m, 0.7rem);
        cursor: pointer;
      }

      .choice:has(:checked) {
        border-color: var(--xec-accent, #2f5fd0);
        background: var(--xec-chosen, #e1e9fb);
      }
    `,
  ];

  declare preferences: Preferences;
  readonly #speaking = new Speaking(this, appearanceTexts);

  constructor() {
    super();
    this.preferences = new Preferences(memoryTexts());
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <h3>${texts.title}</h3>
      ${this.#choice('theme')} ${this.#choice('density')} ${this.#choice('language')}
    `;
  }

  #choice(name: Choice): TemplateResult {
    const values: readonly string[] = choices[name];
    const { wishes } = this.preferences;
    return html`
      <fieldset>
        <legend>${this.#speaking.texts[name]}</legend>
        <div class="choices">
          ${values.map(
            (value) => html`
              <label class="choice">
                <input
                  type="radio"
                  name=${name}
                  .checked=${wishes[name] === value}
                  @change=${() => this.#change(name, value)}
                />
                ${this.#nameOf(name, value)}
              </label>
            `,
          )}
        </div>
      </fieldset>
    `;
  }

  #nameOf(name: Choice, value: string): string {
    const { texts } = this.#speaking;
    // Each value of each choice has such a name: the compiler cannot join the two.
    return texts[`${name}_${value}` as keyof typeof texts];
  }

  #change(name: Choice, value: string): void {
    const wishes = { [name]: value } as Partial<Wishes>; // a value of that very choice
    this.preferences.change(wishes);
    this.requestUpdate();
  }
}
