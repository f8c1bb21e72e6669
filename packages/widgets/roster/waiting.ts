/** A list whose people are on their way. */
import { css, html, type TemplateResult } from 'lit';

/** As many as fit most screens without a jump when they come. */
const ROWS = [70, 45, 60, 35, 55, 40];

/** @param words what is heard in their place */
export const waitingRows = (words: string): TemplateResult => html`
  <p class="hidden-text" role="status">${words}</p>
  <ul class="waiting" aria-hidden="true">
    ${ROWS.map(
      (width) =>
        html`<li>
          <i class="face"></i>
          <svg viewBox="0 0 100 24" preserveAspectRatio="none">
            <rect y="3" width=${width} height="8" rx="2"></rect>
            <rect y="15" width=${width - 20} height="6" rx="2"></rect>
          </svg>
        </li>`,
    )}
  </ul>
`;

export const waitingStyles = css`
  .waiting li {
    display: flex;
    gap: 0.75rem;
    padding: 0.55rem 0.6rem;
    animation: waiting 1.6s ease-in-out infinite;
  }

  .waiting .face {
    flex: none;
    width: var(--xec-face, 2.5rem);
    height: var(--xec-face, 2.5rem);
    border-radius: 50%;
    background: var(--xec-sunken, #eef1f6);
  }

  .waiting svg {
    flex: 1;
    min-width: 0;
    height: var(--xec-face, 2.5rem);
    fill: var(--xec-sunken, #eef1f6);
  }

  .waiting svg:dir(rtl) {
    scale: -1 1;
  }

  @keyframes waiting {
    50% {
      opacity: 0.5;
    }
  }
`;
