/**
 * What widgets have in common to look at. Colours are custom properties, which a page may set; the
 * values here are those of a page that does not.
 */
import { css, unsafeCSS } from 'lit';
import { hueRules } from './theme/hues.js';

export { hueOf } from './theme/hues.js';

export const shared = css`
  :host {
    color: var(--xec-text, #1c2230);
    font: inherit;
  }

  :host([hidden]) {
    display: none;
  }

  * {
    box-sizing: border-box;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }

  button {
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--xec-accent, #2f5fd0);
    outline-offset: 2px;
  }

  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** What is pressed, and what is filled in. */
export const controls = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: var(--xec-press, 2.5rem);
    padding: 0 0.9rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: var(--xec-radius-m, 0.7rem);
    background: none;
    text-decoration: none;
  }

  .button:hover:not(:disabled) {
    background: var(--xec-hover, #eef1f6);
  }

  .button:disabled {
    opacity: 0.6;
    cursor: default;
  }

  .button.main {
    border-color: transparent;
    background: var(--xec-accent, #2f5fd0);
    color: var(--xec-on-accent, #fff);
    font-weight: 600;
  }

  .button.plain {
    border-color: transparent;
  }

  .button.bad {
    color: var(--xec-bad, #b92d33);
  }

  .button.bare {
    min-width: var(--xec-press, 2.5rem);
    padding: 0;
  }

  .field {
    width: 100%;
    min-height: var(--xec-press, 2.5rem);
    padding: 0.3rem 0.75rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: var(--xec-radius-m, 0.7rem);
    background: var(--xec-field, #fff);
  }

  .icon {
    flex: none;
    display: inline-block;
    width: 1.25rem;
    height: 1.25rem;
    vertical-align: middle;
  }

  .icon.turning:dir(rtl) {
    scale: -1 1;
  }
`;

/** The round letter that stands for somebody, in the colour of the name (XEP-0392): see `hueOf`. */
export const avatar = css`
  .avatar {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    width: var(--xec-face, 2.5rem);
    height: var(--xec-face, 2.5rem);
    border-radius: 50%;
    font-weight: 600;
    background: var(--xec-hue, #566074);
    color: #fff;
    user-select: none;
  }

  /* A name in its colour. */
  .nick {
    color: var(--xec-hue-text, inherit);
  }

  ${unsafeCSS(hueRules())}
`;

/** The first letter of a name. */
export const initialOf = (name: string): string => ([...name][0] ?? '?').toLocaleUpperCase();
