import { css } from 'lit';

/** The rows: all of one height, whatever stands in them. */
export const listStyles = css`
  :host {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    --row: max(1.5rem, calc(var(--xec-press, 2.5rem) * 0.75));
  }

  .scroll {
    position: relative;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    contain: strict;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  .window {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    will-change: transform;
  }

  .row {
    display: grid;
    grid-template-columns: 6.4rem 1.25rem minmax(0, 1fr) minmax(0, 7rem) 4.5rem;
    align-items: center;
    column-gap: var(--xec-space-2, 0.5rem);
    height: var(--row);
    padding-inline: var(--xec-space-3, 0.75rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
    font-size: var(--xec-type-s, 0.8125rem);
    white-space: nowrap;
    cursor: pointer;
  }

  .row:hover {
    background: var(--xec-hover, #eef1f6);
  }

  .row[aria-selected='true'] {
    background: var(--xec-chosen, #e1e9fb);
    box-shadow: inset 3px 0 var(--xec-accent, #2f5fd0);
  }

  .row[aria-selected='true']:dir(rtl) {
    box-shadow: inset -3px 0 var(--xec-accent, #2f5fd0);
  }

  .time,
  .took {
    color: var(--xec-text-soft, #566074);
    font-variant-numeric: tabular-nums;
  }

  .took {
    text-align: end;
  }

  .icon {
    width: 1.1rem;
    height: 1.1rem;
  }

  .in .icon {
    color: var(--xec-accent, #2f5fd0);
  }

  .out .icon {
    color: var(--xec-good, #1f7836);
  }

  .action .icon {
    color: var(--xec-busy, #985a00);
  }

  .packet .icon {
    color: var(--xec-text-soft, #566074);
  }

  .said,
  .session {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  /* Names of the protocol run from left to right, wherever they stand. */
  :host(:dir(rtl)) .said {
    text-align: right;
  }

  .what {
    font-weight: 600;
  }

  .more,
  .session {
    color: var(--xec-text-soft, #566074);
  }

  .more {
    margin-inline-start: var(--xec-space-2, 0.5rem);
  }

  .mark {
    grid-template-columns: minmax(0, 1fr);
    background: var(--xec-sunken, #eef1f6);
    color: var(--xec-text-soft, #566074);
    text-align: center;
    cursor: default;
  }

  .newest {
    position: absolute;
    inset-block-end: var(--xec-space-3, 0.75rem);
    inset-inline: 0;
    width: fit-content;
    margin-inline: auto;
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-surface, #fff);
    font-size: var(--xec-type-s, 0.8125rem);
    box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 18%);
  }

  .none {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    gap: 0.25rem;
    padding: 1rem;
    color: var(--xec-text-soft, #566074);
    text-align: center;
    pointer-events: none;
  }

  .none p {
    margin: 0;
  }

  @container list (max-width: 34rem) {
    .row {
      grid-template-columns: 4.2rem 1.1rem minmax(0, 1fr) auto;
    }

    .mark {
      grid-template-columns: minmax(0, 1fr);
    }

    .row .session {
      display: none;
    }

    .time .ms {
      display: none;
    }
  }
`;
