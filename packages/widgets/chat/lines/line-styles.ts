import { css } from 'lit';

/** How rows of a conversation look. */
export const lineStyles = css`
  .day,
  .start {
    width: fit-content;
    margin: 1rem auto 1.25rem;
    padding: 0.15rem 0.8rem;
    border-radius: 99rem;
    background: var(--xec-sunken, #eef1f6);
    color: var(--xec-text-soft, #566074);
    font-size: 0.75rem;
  }

  .gap {
    display: flex;
    width: fit-content;
    flex-wrap: wrap;
    justify-content: center;
    align-items: center;
    gap: 0.25rem 0.6rem;
    margin: 1rem auto 1.25rem;
    padding: 0.35rem 0.9rem;
    border: 1px dashed var(--xec-line-strong, #858fa3);
    border-radius: var(--xec-radius-m, 0.7rem);
    color: var(--xec-text-soft, #566074);
    font-size: 0.8125rem;
  }

  .gap button,
  .failure button,
  .undo {
    padding: 0.15rem 0.3rem;
    border: 0;
    background: none;
    color: var(--xec-accent, #2f5fd0);
    text-decoration: underline;
  }

  .unread {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    margin: 0.9rem 0 0.95rem;
    color: var(--xec-bad, #b92d33);
    font-size: 0.75rem;
  }

  .unread::before,
  .unread::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid currentColor;
  }

  .line {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    width: fit-content;
    max-width: min(34rem, 86%);
    margin-block-start: 0.75rem;
    border-radius: 1.1rem;
  }

  .line.own {
    align-items: flex-end;
    margin-inline-start: auto;
  }

  .line.follows {
    margin-block-start: 0.2rem;
  }

  .sender {
    padding-inline: 0.6rem;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .bubble {
    max-width: 100%;
    padding: 0.5rem 0.85rem;
    border-radius: 1.1rem;
    border-end-start-radius: 0.3rem;
    background: var(--xec-theirs, #eef1f6);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    line-height: 1.4;
  }

  .own .bubble {
    border-end-start-radius: 1.1rem;
    border-end-end-radius: 0.3rem;
    background: var(--xec-own, #2f5fd0);
    color: var(--xec-on-own, #fff);
  }

  .bubble a {
    color: inherit;
  }

  .bubble code {
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
  }

  .bubble code.block {
    display: block;
    overflow-x: auto;
    white-space: pre;
  }

  .bubble .quote {
    display: block;
    padding-inline-start: 0.5rem;
    border-inline-start: 3px solid currentColor;
  }

  .bubble.me {
    font-style: italic;
  }

  .file {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    max-width: 100%;
  }

  .file .icon {
    flex: none;
    width: 1.1em;
    height: 1.1em;
  }

  .gone .bubble {
    background: none;
    border: 1px dashed var(--xec-line-strong, #858fa3);
    color: var(--xec-text-soft, #566074);
  }

  .sending .bubble {
    opacity: 0.75;
  }

  .quoted {
    display: block;
    max-width: 100%;
    margin-block-end: 0.15rem;
    padding: 0.1rem 0.6rem;
    border: 0;
    border-inline-start: 3px solid var(--xec-accent, #2f5fd0);
    background: none;
    color: var(--xec-text-soft, #566074);
    font-size: 0.8125rem;
    text-align: start;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .quoted .who {
    font-weight: 600;
  }

  .meta {
    display: flex;
    gap: 0.35rem;
    padding: 0.1rem 0.4rem 0;
    color: var(--xec-text-soft, #566074);
    font-size: 0.6875rem;
    font-variant-numeric: tabular-nums;
  }

  .ticks {
    letter-spacing: -0.2em;
    padding-inline-end: 0.2em;
  }

  .read .ticks {
    color: var(--xec-accent, #2f5fd0);
    font-weight: 700;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-block-start: -0.3rem;
    padding-inline: 0.5rem;
    z-index: 1;
  }

  .reactions button {
    min-width: 1.6rem;
    padding: 0 0.45rem;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: 99rem;
    background: var(--xec-surface, #fff);
    font-size: 0.8125rem;
  }

  .reactions button[aria-pressed='true'] {
    border-color: var(--xec-accent, #2f5fd0);
    background: var(--xec-chosen, #e1e9fb);
  }

  .failure {
    padding: 0.1rem 0.4rem;
    color: var(--xec-bad, #b92d33);
    font-size: 0.8125rem;
  }

  .failure button {
    color: inherit;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    position: absolute;
    inset-block-end: calc(100% - 0.4rem);
    inset-inline-start: 0;
    z-index: 2;
    width: max-content;
    max-width: min(24rem, 78vw);
    padding: 0.1rem 0.2rem;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-m, 0.7rem);
    background: var(--xec-surface, #fff);
    font-size: 0.8125rem;
  }

  .own .tools {
    inset-inline: auto 0;
  }

  .tools button {
    min-width: 1.9rem;
    min-height: 1.9rem;
    padding: 0 0.35rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
  }

  .tools button:hover {
    background: var(--xec-hover, #eef1f6);
  }
`;
