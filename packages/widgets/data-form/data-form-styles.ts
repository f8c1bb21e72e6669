import { css } from 'lit';

export const dataFormStyles = css`
  :host {
    display: block;
  }

  .title {
    margin: 0 0 0.75rem;
    font-weight: 600;
  }

  h4 {
    margin: 1.5rem 0 0.25rem;
    font-size: 1rem;
  }

  .instructions,
  .fixed {
    margin: 0 0 0.75rem;
    color: var(--xec-text-soft, #566074);
    line-height: 1.5;
    white-space: pre-line;
  }

  .entry {
    min-width: 0;
    margin: 0 0 1rem;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
  }

  label,
  legend {
    display: block;
    margin-bottom: 0.3rem;
    overflow-wrap: anywhere;
  }

  .label {
    font-weight: 600;
  }

  .choice {
    display: flex;
    align-items: baseline;
    gap: 0.6rem;
    padding: 0.15rem 0;
  }

  .choice .label {
    font-weight: 400;
  }

  .soft {
    font-weight: 400;
    color: var(--xec-text-soft, #566074);
  }

  input:not([type='checkbox']),
  textarea,
  select {
    display: block;
    width: 100%;
    padding: 0.5rem 0.7rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: 0.6rem;
    background: var(--xec-field, #fff);
    color: inherit;
    font: inherit;
  }

  input[type='checkbox'] {
    flex: none;
    accent-color: var(--xec-accent, #2f5fd0);
  }

  textarea {
    max-height: 16rem;
    resize: vertical;
    field-sizing: content;
  }

  [aria-invalid='true'] {
    border-color: var(--xec-bad, #c0343a);
  }

  .hint,
  .fault {
    margin: 0.3rem 0 0;
    font-size: 0.8125rem;
    color: var(--xec-text-soft, #566074);
  }

  .fault,
  .failure {
    color: var(--xec-bad, #c0343a);
  }

  .media {
    margin-bottom: 0.5rem;
  }

  a {
    color: var(--xec-accent, #2f5fd0);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
  }

  dl {
    margin: 0 0 1rem;
  }

  dt {
    font-size: 0.8125rem;
    color: var(--xec-text-soft, #566074);
  }

  dd {
    margin: 0 0 0.75rem;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .table {
    overflow-x: auto;
  }

  table {
    border-collapse: collapse;
  }

  th,
  td {
    padding: 0.4rem 0.7rem;
    border-bottom: 1px solid var(--xec-line, #d7dce5);
    text-align: start;
  }
`;
