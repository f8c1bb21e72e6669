import { LitElement, css, html, type TemplateResult } from 'lit';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { dialogStyles } from './dialog-styles.js';
import { keysTexts } from './texts.js';

/** `<xec-keys>`: which keys do what. The focus returns to where it was. */
export class KeysDialog extends LitElement {
  static override styles = [
    shared,
    controls,
    dialogStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.5rem 1.25rem;
        margin: 0;
        padding: 0.25rem 1rem 1.25rem;
        overflow-y: auto;
      }

      dt,
      dd {
        margin: 0;
      }

      dt {
        white-space: nowrap;
      }

      kbd {
        display: inline-block;
        min-width: 1.6rem;
        padding: 0.1rem 0.4rem;
        border: 1px solid var(--xec-line-strong, #858fa3);
        border-radius: 0.3rem;
        background: var(--xec-sunken, #eef1f6);
        font: inherit;
        font-size: var(--xec-type-s, 0.8125rem);
        text-align: center;
      }
    `,
  ];

  readonly #speaking = new Speaking(this, keysTexts);

  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    const rows: readonly (readonly [keys: readonly string[], what: string])[] = [
      [['?'], texts.list],
      [['Ctrl', 'K'], texts.jump],
      [['Esc'], texts.escape],
      [['↑', '↓'], texts.arrows],
      [['Home', 'End'], texts.ends],
      [['Enter'], texts.open],
      [['Shift', 'Enter'], texts.newline],
      [['↑'], texts.edit],
    ];
    return html`
      <dialog aria-labelledby="title">
        <div class="head">
          <h2 id="title">${texts.title}</h2>
          <button
            type="button"
            class="button plain bare"
            aria-label=${texts.close}
            @click=${() => this.renderRoot.querySelector('dialog')?.close()}
          >
            ${icon('close')}
          </button>
        </div>
        <dl>
          ${rows.map(
            ([keys, what]) => html`
              <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${what}</dd>
            `,
          )}
        </dl>
      </dialog>
    `;
  }
}
