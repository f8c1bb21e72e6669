import { html, type TemplateResult } from 'lit';
import { icon } from '../icons/icons.js';
import type { appTexts } from './texts.js';

/** Details beside what is open; on smaller screens a sheet over it, which a press beside it closes. */
export const sheet = (
  details: HTMLElement,
  texts: (typeof appTexts)['en'],
  close: () => void,
): TemplateResult => html`
  <button
    type="button"
    class="shade"
    tabindex="-1"
    aria-label=${texts.closeDetails}
    @click=${close}
  ></button>
  <aside part="details" aria-label=${texts.details}>
    <div class="sheet-head">
      <h2>${texts.details}</h2>
      <button
        type="button"
        class="button plain bare"
        aria-label=${texts.closeDetails}
        @click=${close}
      >
        ${icon('close')}
      </button>
    </div>
    ${details}
  </aside>
`;
