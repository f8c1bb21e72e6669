import { css } from 'lit';

/** The administration: cards below and beside each other, as there is room. */
export const adminStyles = css`
  :host {
    display: block;
    overflow: hidden auto;
    background: var(--xec-page, #f4f6fa);
    container: admin / inline-size;
  }

  .all {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--xec-space-4, 1rem);
    align-items: start;
    max-width: 72rem;
    margin: 0 auto;
    padding: var(--xec-space-4, 1rem);
  }

  .top {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem var(--xec-space-3, 0.75rem);
  }

  h1,
  h2,
  h3,
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  h1 {
    font-size: var(--xec-type-xl, 1.375rem);
  }

  h2 {
    font-size: var(--xec-type-m, 1rem);
  }

  h3 {
    margin-block-start: 0.25rem;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .soft {
    color: var(--xec-text-soft, #566074);
    font-size: var(--xec-type-s, 0.8125rem);
    line-height: 1.45;
  }

  .failure {
    color: var(--xec-bad, #b92d33);
  }

  .gap {
    flex: 1;
  }

  .banner {
    grid-column: 1 / -1;
    padding: 0.7rem 0.9rem;
    border-inline-start: 4px solid var(--xec-busy, #985a00);
    border-radius: var(--xec-radius-s, 0.5rem);
    background: var(--xec-surface, #fff);
  }

  .banner:empty {
    display: none;
  }

  section,
  .tiles > div {
    min-width: 0;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-l, 1.1rem);
    background: var(--xec-surface, #fff);
  }

  section {
    display: flex;
    flex-direction: column;
    gap: var(--xec-space-2, 0.5rem);
    padding: var(--xec-space-4, 1rem);
  }

  .tiles {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--xec-space-4, 1rem);
    margin: 0;
  }

  .tiles > div {
    position: relative;
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
    padding: var(--xec-space-3, 0.75rem) var(--xec-space-4, 1rem);
    overflow: hidden;
  }

  dt {
    color: var(--xec-text-soft, #566074);
    font-size: var(--xec-type-s, 0.8125rem);
  }

  dd {
    margin: 0;
    font-size: 1.75rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }

  .chart {
    position: absolute;
    inset-block: 0.75rem auto;
    inset-inline-end: var(--xec-space-4, 1rem);
    width: 45%;
    height: 2rem;
    color: var(--xec-accent, #2f5fd0);
  }

  .chart:dir(rtl) {
    scale: -1 1;
  }

  .column {
    display: grid;
    gap: var(--xec-space-4, 1rem);
    min-width: 0;
  }

  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem var(--xec-space-3, 0.75rem);
    padding-block: var(--xec-space-2, 0.5rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
  }

  li:last-child {
    border: 0;
  }

  .who {
    flex: 1 1 10rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .who b {
    display: block;
    font-weight: 600;
  }

  .state {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .dot {
    flex: none;
    width: 0.55rem;
    height: 0.55rem;
    border-radius: 50%;
    background: var(--xec-busy, #985a00);
  }

  .good .dot {
    background: var(--xec-good, #1f7836);
  }

  .bad .dot {
    background: var(--xec-bad, #b92d33);
  }

  .off .dot {
    background: var(--xec-off, #7e8798);
  }

  .age {
    font-variant-numeric: tabular-nums;
  }

  .bars {
    display: grid;
    grid-template-columns: auto minmax(3rem, 1fr) auto;
    gap: 0.3rem 0.75rem;
    align-items: center;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .bars dt {
    color: inherit;
  }

  .bars .bar {
    height: 0.55rem;
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-sunken, #eef1f6);
    overflow: hidden;
  }

  .bars .bar svg {
    display: block;
    width: 100%;
    height: 100%;
    color: var(--xec-accent, #2f5fd0);
  }

  .bars .bar:dir(rtl) {
    scale: -1 1;
  }

  .bars b {
    min-width: 1.5rem;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  th,
  td {
    padding: 0.4rem 0;
    padding-inline-start: 0.75rem;
    border-block-end: 1px solid var(--xec-line, #d7dce5);
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  th {
    color: var(--xec-text-soft, #566074);
    font-weight: 400;
  }

  th:first-child {
    padding-inline-start: 0;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }

  tbody th {
    color: inherit;
  }

  tbody tr:last-child > * {
    border: 0;
  }

  .button.small {
    min-height: max(1.75rem, calc(var(--xec-press, 2.5rem) * 0.8));
    padding-inline: 0.7rem;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  dialog {
    width: min(27rem, calc(100vw - 2rem));
    padding: var(--xec-space-5, 1.5rem);
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-l, 1.1rem);
    background: var(--xec-surface, #fff);
    color: var(--xec-text, #1c2230);
  }

  dialog::backdrop {
    background: var(--xec-shade, #1c223066);
  }

  dialog p {
    margin-block: 0.6rem 1.2rem;
    line-height: 1.5;
  }

  dialog .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--xec-space-2, 0.5rem);
  }

  .button.danger {
    border-color: transparent;
    background: var(--xec-bad, #b92d33);
    color: var(--xec-surface, #fff);
    font-weight: 600;
  }

  .button.danger:hover {
    background: var(--xec-bad, #b92d33);
    filter: brightness(1.1);
  }

  @container admin (max-width: 46rem) {
    .all {
      grid-template-columns: minmax(0, 1fr);
    }

    .tiles {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--xec-space-2, 0.5rem);
    }
  }

  @container admin (max-width: 24rem) {
    .all {
      padding: var(--xec-space-2, 0.5rem);
    }

    .chart {
      display: none;
    }
  }
`;
