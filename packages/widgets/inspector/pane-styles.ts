import { css } from 'lit';

/** What stands beside the list: an event's details, or a stanza that is written. */
export const paneStyles = css`
  :host {
    display: block;
    overflow: hidden auto;
    overscroll-behavior: contain;
    background: var(--xec-surface, #fff);
  }

  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--xec-space-2, 0.5rem);
    padding: var(--xec-space-2, 0.5rem) var(--xec-space-4, 1rem);
    padding-inline-end: var(--xec-space-2, 0.5rem);
    border-block-end: 1px solid var(--xec-line, #d7dce5);
    background: var(--xec-surface, #fff);
  }

  .body {
    padding: var(--xec-space-3, 0.75rem) var(--xec-space-4, 1rem) var(--xec-space-5, 1.5rem);
  }

  h2,
  h3,
  h4 {
    margin: 0;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: var(--xec-type-m, 1rem);
  }

  h3 {
    margin-block: 1.25rem 0.5rem;
    font-size: var(--xec-type-m, 1rem);
  }

  h4 {
    margin-block: 0.9rem 0.35rem;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  p {
    margin: 0.35rem 0;
    font-size: var(--xec-type-s, 0.8125rem);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .soft {
    color: var(--xec-text-soft, #566074);
  }

  .failure {
    color: var(--xec-bad, #b92d33);
  }

  code,
  pre,
  textarea {
    font-family: ui-monospace, 'Cascadia Code', 'DejaVu Sans Mono', Menlo, monospace;
    font-size: 0.78rem;
  }

  pre {
    margin: 0.35rem 0;
    padding: 0.6rem 0.75rem;
    border-radius: var(--xec-radius-s, 0.5rem);
    background: var(--xec-sunken, #eef1f6);
    line-height: 1.55;
    text-align: start;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  pre .mark,
  pre .attribute {
    color: var(--xec-text-soft, #566074);
  }

  pre .name {
    color: var(--xec-text, #1c2230);
    font-weight: 600;
  }

  pre .value {
    color: var(--xec-good, #1f7836);
  }

  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.2rem 0.9rem;
    margin: 0;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  dt {
    color: var(--xec-text-soft, #566074);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--xec-space-2, 0.5rem);
    margin-block: 0.9rem 0.35rem;
  }

  .buttons .button {
    min-height: max(1.75rem, calc(var(--xec-press, 2.5rem) * 0.8));
    padding-inline: 0.7rem;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .chip {
    display: inline-block;
    padding: 0.1rem 0.5rem;
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-chosen, #e1e9fb);
    font-size: 0.75rem;
    overflow-wrap: anywhere;
  }

  .words {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.5rem;
  }

  ol {
    margin: 0.35rem 0;
    padding: 0;
    list-style: none;
    font-size: var(--xec-type-s, 0.8125rem);
  }

  .looks li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.15rem 0.75rem;
    padding-block: 0.45rem;
    border-block-end: 1px solid var(--xec-line, #d7dce5);
  }

  .looks .hash,
  .looks .found {
    grid-column: 2;
  }

  .looks .hash {
    color: var(--xec-text-soft, #566074);
    overflow-wrap: anywhere;
  }

  .look {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.5rem;
    overflow-wrap: anywhere;
  }

  .look bdi {
    min-width: 0;
  }

  .level {
    color: var(--xec-text-soft, #566074);
    white-space: nowrap;
  }

  .life li {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr) auto;
    gap: 0.6rem;
    align-items: center;
    padding-block: 0.25rem;
  }

  .life li[aria-current] {
    font-weight: 600;
  }

  .life .icon {
    width: 1.1rem;
    height: 1.1rem;
    color: var(--xec-text-soft, #566074);
  }

  .life .at {
    color: var(--xec-text-soft, #566074);
    font-variant-numeric: tabular-nums;
    font-weight: 400;
  }

  .key {
    margin-block-start: 0.6rem;
  }

  .outcome {
    margin-block-start: 1.25rem;
    padding: 0 0.9rem 0.9rem;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-m, 0.7rem);
  }

  .outcome h3 {
    margin-block-start: 0.75rem;
  }

  label {
    display: block;
    margin-block: 0.75rem;
    font-size: var(--xec-type-s, 0.8125rem);
    font-weight: 600;
  }

  label .field {
    display: block;
    margin-block-start: 0.3rem;
    font-weight: 400;
  }

  textarea.field {
    min-height: 10rem;
    padding: 0.6rem 0.75rem;
    line-height: 1.5;
    resize: vertical;
  }
`;
