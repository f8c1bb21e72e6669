import { css } from 'lit';

/** The inspector: its tools above, the list, and beside it what is chosen; on small screens in its place. */
export const inspectorStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
    container: inspector / inline-size;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--xec-space-2, 0.5rem);
    padding: var(--xec-space-2, 0.5rem) var(--xec-space-3, 0.75rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
    background: var(--xec-page, #f4f6fa);
    font-size: var(--xec-type-s, 0.8125rem);
    --xec-press: 2rem;
  }

  fieldset {
    display: flex;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: var(--xec-radius-m, 0.7rem);
    background: var(--xec-field, #fff);
  }

  fieldset label {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 2rem;
    padding: 0 0.6rem;
    border-radius: calc(var(--xec-radius-m, 0.7rem) - 1px);
    cursor: pointer;
  }

  fieldset input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  fieldset label:has(:checked) {
    background: var(--xec-chosen, #e1e9fb);
    font-weight: 600;
  }

  fieldset label:has(:focus-visible) {
    outline: 2px solid var(--xec-accent, #2f5fd0);
    outline-offset: 1px;
  }

  .tools .icon {
    width: 1.1rem;
    height: 1.1rem;
  }

  .tools .field {
    width: auto;
    min-width: 0;
    padding-block: 0;
  }

  .tools select.session {
    max-width: 9rem;
  }

  .search {
    display: flex;
    flex: 1 1 11rem;
    min-width: 0;
    max-width: 30rem;
  }

  .search select.field {
    flex: none;
    max-width: 7rem;
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }

  .search input.field {
    flex: 1;
    border-inline-start: 0;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }

  .tools .button {
    padding-inline: 0.7rem;
    background: var(--xec-surface, #fff);
  }

  .state {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    color: var(--xec-text-soft, #566074);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .dot {
    width: 0.55rem;
    height: 0.55rem;
    border-radius: 50%;
    background: var(--xec-busy, #985a00);
  }

  .live .dot {
    background: var(--xec-good, #1f7836);
  }

  .waiting .dot {
    background: var(--xec-bad, #b92d33);
  }

  .panes {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }

  .panes.two {
    grid-template-columns: minmax(0, 1fr) minmax(20rem, 42%);
  }

  .pane {
    border-inline-start: 1px solid var(--xec-line, #d7dce5);
  }

  @container inspector (max-width: 50rem) {
    .panes.two {
      grid-template-columns: minmax(0, 1fr);
    }

    .panes.two > xec-event-list {
      display: none;
    }

    .pane {
      border: 0;
    }
  }

  /* Signs say it where words do not fit. */
  @container inspector (max-width: 40rem) {
    fieldset label span,
    .tools .button span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    fieldset label:first-of-type span {
      position: static;
      width: auto;
      height: auto;
      clip-path: none;
    }

    .tools .button {
      min-width: 2rem;
      padding: 0 0.4rem;
    }

    .tools select.session {
      flex: 1 1 6rem;
      max-width: none;
    }

    .search {
      flex-basis: 100%;
      max-width: none;
    }

    .state.live .words {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`;
