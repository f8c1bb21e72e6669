/** The form stands in the page itself, see `SignIn`: so its rules name it. */
export const signInRules = `
xec-sign-in {
  display: grid;
  place-items: center;
  box-sizing: border-box;
  min-height: 100%;
  padding: 1.5rem 1rem;
  color: var(--xec-text, #1c2230);

  * {
    box-sizing: border-box;
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
    margin: 0;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .hint {
    color: var(--xec-text-soft, #566074);
  }

  .small {
    font-size: 0.8125rem;
  }

  label {
    display: block;
    font-weight: 600;
  }

  .asked {
    margin-block-start: 1rem;
  }

  input:not([type='checkbox']) {
    display: block;
    width: 100%;
    min-height: var(--xec-press, 2.5rem);
    margin-block-start: 0.3rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: var(--xec-radius-m, 0.7rem);
    background: var(--xec-field, #fff);
    color: inherit;
    font: inherit;
    font-weight: 400;
  }

  input[aria-invalid='true'] {
    border-color: var(--xec-bad, #b92d33);
  }

  .secret {
    display: flex;
    gap: 0.5rem;
    align-items: end;
  }

  .secret label {
    flex: 1;
    min-width: 0;
  }

  .stays {
    display: flex;
    align-items: baseline;
    gap: 0.6rem;
    font-weight: 400;
  }

  .stays input {
    margin: 0;
    accent-color: var(--xec-accent, #2f5fd0);
  }

  button {
    min-height: var(--xec-press, 2.5rem);
    padding: 0 0.9rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: var(--xec-radius-m, 0.7rem);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  button.main {
    width: 100%;
    margin-block-start: 1.2rem;
    padding-block: 0.6rem;
    border-color: transparent;
    background: var(--xec-accent, #2f5fd0);
    color: var(--xec-on-accent, #fff);
    font-weight: 600;
  }

  button.main[aria-disabled='true'] {
    opacity: 0.75;
    cursor: progress;
  }

  .failure:not(:empty) {
    margin-block-start: 1rem;
    color: var(--xec-bad, #b92d33);
  }

  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  :focus-visible {
    outline: 2px solid var(--xec-accent, #2f5fd0);
    outline-offset: 2px;
  }
}
`;
