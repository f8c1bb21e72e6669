/** The signs of events and of what is done with them: 24 by 24, in the colour of the text beside them. */
import { html, svg, type TemplateResult } from 'lit';

const shapes = {
  in: svg`<path d="M18 6 7 17M7 8.5V17h8.5"/>`,
  out: svg`<path d="M6 18 17 7M8.5 7H17v8.5"/>`,
  action: svg`<circle cx="12" cy="12" r="7.5"/><path d="M12 8v4.5l3 2"/>`,
  packet: svg`<path d="m12 3.5 8 4.5v8l-8 4.5L4 16V8zM4 8l8 4.5L20 8M12 12.5v8"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  resume: svg`<path d="M8 5.5v13l10-6.5z"/>`,
  clear: svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7"/>`,
  write: svg`<path d="m8.5 8-4.5 4 4.5 4M15.5 8l4.5 4-4.5 4M13.5 5.5l-3 13"/>`,
  down: svg`<path d="M12 5v13M6.5 12.5 12 18l5.5-5.5"/>`,
} as const;

/** The name of a sign. */
export type SignName = keyof typeof shapes;

/** A sign; it says nothing to screen readers. Styled by the class `icon` of the `controls` sheet. */
export const sign = (name: SignName): TemplateResult => html`
  <svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shapes[name]}
  </svg>
`;
