import { css } from 'lit';

/** A part of the settings: a heading, and what belongs to it. */
export const sectionStyles = css`
  :host {
    display: block;
    padding-block: var(--xec-space-5, 1.5rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
  }

  h3,
  h4 {
    margin: 0 0 0.5rem;
    font-size: var(--xec-type-l, 1.125rem);
  }

  h4 {
    margin-block-start: 1rem;
    font-size: var(--xec-type-m, 1rem);
  }

  p {
    margin: 0.25rem 0;
  }

  .hint {
    color: var(--xec-text-soft, #566074);
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .failure {
    color: var(--xec-bad, #b92d33);
  }

  [role='alert'] .button {
    margin-block-start: 0.5rem;
  }

  ul {
    margin: 0.5rem 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: calc(var(--xec-press, 2.5rem) + 0.5rem);
  }

  .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.75rem;
  }

  .row .field {
    flex: 1 1 12rem;
    width: auto;
    min-width: 0;
  }

  label.check {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: var(--xec-press, 2.5rem);
  }

  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 1.2rem;
    height: 1.2rem;
    margin: 0;
    accent-color: var(--xec-accent, #2f5fd0);
  }
`;
