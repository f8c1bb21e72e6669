import { css } from 'lit';

/** What the widgets of rooms, feeds and profiles look alike in. */
export const panel = css`
  h2,
  h3,
  h4 {
    margin: 0;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: 1.25rem;
  }

  h3 {
    font-size: 1rem;
  }

  legend {
    padding: 0;
  }

  p {
    margin: 0;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .soft {
    color: var(--xec-text-soft, #566074);
    font-weight: 400;
  }

  .small {
    font-size: 0.8125rem;
  }

  .failure {
    color: var(--xec-bad, #c0343a);
  }

  .note {
    padding: 0.7rem 0.9rem;
    border-radius: 0.8rem;
    background: var(--xec-sunken, #eef1f6);
  }

  form.note,
  div.note {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }

  .panel {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    padding: 1rem 1.1rem;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: 1rem;
    background: var(--xec-surface, #fff);
    min-width: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem;
    min-width: 0;
  }

  .row.end {
    align-items: flex-end;
  }

  .grow {
    flex: 1 1 12rem;
    min-width: 0;
  }

  .cut {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .link {
    /* Its words stand below those above it. */
    margin-inline-start: -0.5rem;
    padding: 0.3rem 0.5rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: var(--xec-accent, #2f5fd0);
    font-weight: 600;
  }

  .link:hover {
    background: var(--xec-hover, #eef1f6);
  }

  label:where(:not(.button)) {
    display: block;
    font-weight: 600;
  }

  input:not([type='checkbox'], [type='radio'], [type='range'], [type='file']),
  textarea,
  select {
    display: block;
    width: 100%;
    margin-top: 0.3rem;
    padding: 0.5rem 0.7rem;
    border: 1px solid var(--xec-line-strong, #858fa3);
    border-radius: 0.6rem;
    background: var(--xec-field, #fff);
    color: inherit;
    font: inherit;
    font-weight: 400;
  }

  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--xec-accent, #2f5fd0);
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .choice {
    display: flex;
    align-items: baseline;
    gap: 0.6rem;
    padding: 0.15rem 0;
    font-weight: 400;
  }
`;
