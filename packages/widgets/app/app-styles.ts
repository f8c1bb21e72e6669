import { css } from 'lit';

/**
 * The panes: rail, list, view, details. Below 900 pixels the details become a sheet, below 600 there
 * is one pane at a time. Only logical properties: right to left is the same, mirrored.
 */
export const appStyles = css`
  :host {
    display: grid;
    grid-template:
      'bar bar bar' auto
      'rail main details' minmax(0, 1fr)
      / auto minmax(0, 1fr) auto;
    height: 100%;
    overflow: hidden;
    background: var(--xec-surface, #fff);
  }

  .skip {
    position: absolute;
    z-index: 4;
    inset: 0.4rem auto auto 0.4rem;
    padding: 0.5rem 1rem;
    border-radius: var(--xec-radius-m, 0.7rem);
    background: var(--xec-accent, #2f5fd0);
    color: var(--xec-on-accent, #fff);
  }

  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }

  header {
    grid-area: bar;
    display: flex;
    align-items: center;
    gap: var(--xec-space-2, 0.5rem);
    min-width: 0;
    padding: var(--xec-space-2, 0.5rem) var(--xec-space-4, 1rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
  }

  h1 {
    margin: 0;
    font-size: var(--xec-type-l, 1.125rem);
    letter-spacing: -0.02em;
  }

  .gap {
    flex: 1;
  }

  xec-connection-status {
    flex: 0 1 auto;
  }

  .me {
    max-width: 11rem;
    padding-inline: 0.25rem 0.7rem;
    border-radius: var(--xec-round, 99rem);
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .me bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .me .avatar {
    width: 1.7rem;
    height: 1.7rem;
    font-size: 0.8125rem;
  }

  .rail {
    grid-area: rail;
    display: flex;
    flex-direction: column;
    gap: var(--xec-space-1, 0.25rem);
    padding: var(--xec-space-2, 0.5rem);
    overflow-y: auto;
    border-inline-end: 1px solid var(--xec-line, #d7dce5);
    background: var(--xec-page, #f4f6fa);
  }

  .rail a {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.2rem;
    min-width: 4.25rem;
    min-height: var(--xec-press, 2.5rem);
    padding: var(--xec-space-2, 0.5rem) 0.3rem;
    border-radius: var(--xec-radius-m, 0.7rem);
    color: var(--xec-text-soft, #566074);
    font-size: 0.6875rem;
    text-decoration: none;
  }

  .rail a:hover {
    background: var(--xec-hover, #eef1f6);
  }

  .rail a[aria-current='page'] {
    background: var(--xec-chosen, #e1e9fb);
    color: var(--xec-text, #1c2230);
    font-weight: 600;
  }

  main {
    grid-area: main;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
  }

  .has-list main {
    grid-template-columns: minmax(15rem, 21rem) minmax(0, 1fr);
  }

  .list,
  .content {
    display: flex;
    min-width: 0;
    min-height: 0;
  }

  .list {
    border-inline-end: 1px solid var(--xec-line, #d7dce5);
  }

  .list > *,
  .content > * {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }

  .content:focus {
    outline: none;
  }

  aside {
    grid-area: details;
    width: 20rem;
    min-height: 0;
    overflow-y: auto;
    border-inline-start: 1px solid var(--xec-line, #d7dce5);
    background: var(--xec-surface, #fff);
  }

  .sheet-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: var(--xec-space-2, 0.5rem) var(--xec-space-4, 1rem);
    padding-inline-end: var(--xec-space-2, 0.5rem);
  }

  .sheet-head h2 {
    margin: 0;
    font-size: var(--xec-type-m, 1rem);
  }

  .shade {
    display: none;
  }

  .panes {
    display: contents;
  }

  @media (max-width: 899.98px) {
    aside {
      position: fixed;
      z-index: 3;
      inset: 0 0 0 auto;
      width: min(22rem, 100%);
      box-shadow: 0 0 2rem rgb(0 0 0 / 25%);
    }

    aside:dir(rtl) {
      inset: 0 auto 0 0;
    }

    .shade {
      display: block;
      position: fixed;
      z-index: 2;
      inset: 0;
      border: 0;
      background: var(--xec-shade, #1c223066);
    }
  }

  @media (max-width: 599.98px) {
    :host {
      grid-template:
        'bar' auto
        'main' minmax(0, 1fr)
        'rail' auto
        / minmax(0, 1fr);
    }

    header {
      padding-inline: var(--xec-space-3, 0.75rem);
      gap: 0.25rem;
    }

    .has-list main {
      grid-template-columns: minmax(0, 1fr);
    }

    .list {
      border: 0;
    }

    .is-open .list,
    .has-list:not(.is-open) .content,
    .is-open .rail {
      display: none;
    }

    .rail {
      flex-direction: row;
      justify-content: space-around;
      padding: var(--xec-space-1, 0.25rem);
      border: 0;
      border-block-start: 1px solid var(--xec-line, #d7dce5);
    }

    .rail a {
      flex: 1;
      min-width: 0;
    }

    .rail a span,
    .me bdi {
      overflow: hidden;
      max-width: 100%;
      text-overflow: ellipsis;
    }

    .me bdi {
      display: none;
    }

    .me {
      padding-inline: 0.25rem;
      border-color: transparent;
    }

    aside {
      width: 100%;
    }
  }

  /* Six names do not fit below six signs. */
  @media (max-width: 419.98px) {
    .rail a span {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`;
