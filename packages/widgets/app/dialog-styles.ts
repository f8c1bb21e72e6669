import { css } from 'lit';

/** A dialog that hangs from the top: it does not jump when what is in it grows and shrinks. */
export const dialogStyles = css`
  dialog {
    width: min(32rem, calc(100vw - 2rem));
    max-height: min(36rem, 84vh);
    margin-block-start: min(6rem, 8vh);
    padding: 0;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-l, 1.1rem);
    background: var(--xec-surface, #fff);
    color: var(--xec-text, #1c2230);
    overflow: hidden;
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: var(--xec-shade, #1c223066);
  }

  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: var(--xec-space-2, 0.5rem) var(--xec-space-4, 1rem);
    padding-inline-end: var(--xec-space-2, 0.5rem);
  }

  .head h2 {
    margin: 0;
    font-size: var(--xec-type-m, 1rem);
  }
`;
