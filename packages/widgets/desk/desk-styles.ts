import { css } from 'lit';

/** The frame of both pages: a bar, and what is below it. */
export const deskStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
    overflow: hidden;
    background: var(--xec-surface, #fff);
  }

  header {
    display: flex;
    align-items: center;
    gap: var(--xec-space-2, 0.5rem);
    min-width: 0;
    padding: var(--xec-space-2, 0.5rem) var(--xec-space-4, 1rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
  }

  .brand {
    color: inherit;
    font-size: var(--xec-type-l, 1.125rem);
    font-weight: 700;
    letter-spacing: -0.02em;
    text-decoration: none;
  }

  nav {
    display: flex;
    gap: var(--xec-space-1, 0.25rem);
    min-width: 0;
    margin-inline-start: var(--xec-space-2, 0.5rem);
  }

  nav a {
    display: inline-flex;
    align-items: center;
    min-width: 0;
    min-height: var(--xec-press, 2.5rem);
    padding: 0 0.75rem;
    border-radius: var(--xec-radius-m, 0.7rem);
    color: var(--xec-text-soft, #566074);
    text-decoration: none;
  }

  nav a:hover {
    background: var(--xec-hover, #eef1f6);
  }

  nav a[aria-current] {
    background: var(--xec-chosen, #e1e9fb);
    color: var(--xec-text, #1c2230);
    font-weight: 600;
  }

  .gap {
    flex: 1;
  }

  main {
    display: flex;
    min-width: 0;
    min-height: 0;
  }

  main > * {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }

  #appearance {
    position: fixed;
    inset: 3.5rem 1rem auto auto;
    width: min(22rem, calc(100vw - 2rem));
    max-height: calc(100vh - 5rem);
    margin: 0;
    padding: 0 var(--xec-space-4, 1rem);
    overflow-y: auto;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-l, 1.1rem);
    background: var(--xec-surface, #fff);
    color: inherit;
    box-shadow: 0 0.75rem 2rem rgb(0 0 0 / 18%);
  }

  #appearance:dir(rtl) {
    inset: 3.5rem auto auto 1rem;
  }

  #appearance xec-appearance {
    border: 0;
  }

  .door {
    display: grid;
    place-items: center;
    padding: var(--xec-space-4, 1rem);
    overflow-y: auto;
    background: var(--xec-page, #f4f6fa);
  }

  .card {
    box-sizing: border-box;
    width: min(28rem, 100%);
    padding: var(--xec-space-5, 1.5rem);
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-l, 1.1rem);
    background: var(--xec-surface, #fff);
    line-height: 1.5;
  }

  h1 {
    margin: 0 0 0.5rem;
    font-size: var(--xec-type-xl, 1.375rem);
    line-height: 1.25;
  }

  p {
    margin: 0 0 0.75rem;
  }

  .soft {
    color: var(--xec-text-soft, #566074);
  }

  .failure {
    color: var(--xec-bad, #b92d33);
  }

  label {
    display: block;
    margin-block: 1rem;
    font-weight: 600;
  }

  label .field {
    display: block;
    margin-block-start: 0.35rem;
    font-weight: 400;
  }

  .wide {
    width: 100%;
  }

  @media (max-width: 479.98px) {
    header {
      padding-inline: var(--xec-space-2, 0.5rem);
      gap: 0;
    }

    nav {
      margin-inline-start: 0.25rem;
    }

    nav a {
      padding: 0 0.5rem;
      font-size: var(--xec-type-s, 0.8125rem);
    }
  }
`;
