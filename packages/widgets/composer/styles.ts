import { css } from 'lit';

export const composerStyles = css`
  form {
    display: flex;
    align-items: flex-end;
    gap: 0.5rem;
    padding: 0.75rem;
  }

  :host(.dropping) form {
    outline: 2px dashed var(--xec-accent, #2f5fd0);
    outline-offset: -4px;
  }

  textarea {
    flex: 1;
    min-width: 0;
    max-height: 9rem;
    padding: 0.6rem 0.85rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: 1.2rem;
    background: var(--xec-field, #fff);
    line-height: 1.35;
    resize: none;
    field-sizing: content;
  }

  textarea::placeholder {
    color: var(--xec-text-soft, #566074);
    opacity: 1;
  }

  button {
    flex: none;
    min-height: var(--xec-press, 2.5rem);
    padding: 0.3rem 1.1rem;
    border: 1px solid transparent;
    border-radius: 1.2rem;
    background: var(--xec-accent, #2f5fd0);
    color: var(--xec-on-accent, #fff);
    font-weight: 600;
    line-height: 1.35;
  }

  button:disabled {
    background: var(--xec-sunken, #eef1f6);
    color: var(--xec-text-soft, #566074);
    cursor: default;
  }

  button.attach {
    min-width: var(--xec-press, 2.5rem);
    padding: 0;
    border-color: var(--xec-line, #d7dce5);
    background: none;
    color: inherit;
    font-size: 1.25rem;
  }

  input[type='file'] {
    display: none;
  }

  ul {
    display: grid;
    gap: 0.4rem;
    margin: 0.75rem 0.75rem 0;
    padding: 0;
    list-style: none;
    font-size: 0.8125rem;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 0.6rem;
    min-width: 0;
  }

  li xec-raster-picture {
    width: 3rem;
    height: 3rem;
    border-radius: 0.4rem;
    overflow: hidden;
  }

  li .desc {
    flex: 1 0 100%;
    min-width: 0;
    padding: 0.35rem 0.7rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: 0.5rem;
    background: var(--xec-field, #fff);
    color: inherit;
    font: inherit;
  }

  li .size,
  li .far {
    color: var(--xec-text-soft, #566074);
    font-variant-numeric: tabular-nums;
  }

  li bdi {
    flex: 1;
    min-width: 4rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  li button {
    min-height: 1.9rem;
    padding: 0 0.7rem;
    border-color: var(--xec-line-strong, #858fa3);
    background: none;
    color: inherit;
    font-weight: 400;
  }

  li .why {
    color: var(--xec-bad, #b92d33);
  }
`;
