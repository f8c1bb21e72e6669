import { css } from 'lit';

export const trayStyles = css`
  .button.bare {
    position: relative;
  }

  .count {
    position: absolute;
    inset-block-start: 0.1rem;
    inset-inline-end: 0.1rem;
    min-width: 1.05rem;
    padding: 0 0.25rem;
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-accent, #2f5fd0);
    color: var(--xec-on-accent, #fff);
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 1.5;
  }

  [popover] {
    inset: 3.75rem 1rem auto auto;
    width: min(24rem, calc(100vw - 2rem));
    max-height: calc(100vh - 6rem);
    margin: 0;
    padding: var(--xec-space-4, 1rem);
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-l, 1.1rem);
    background: var(--xec-surface, #fff);
    color: var(--xec-text, #1c2230);
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 20%);
    overflow-y: auto;
  }

  [popover]:dir(rtl) {
    inset: 3.75rem auto auto 1rem;
  }

  h2 {
    margin: 0 0 0.5rem;
    font-size: var(--xec-type-m, 1rem);
  }

  ul {
    margin: 0 0 0.5rem;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--xec-line, #d7dce5);
  }

  .what {
    flex: 1;
    display: grid;
    gap: 0.15rem;
    min-width: 0;
  }

  .kind,
  .far {
    color: var(--xec-text-soft, #566074);
    font-size: var(--xec-type-s, 0.8125rem);
    font-variant-numeric: tabular-nums;
  }

  .far.failed {
    color: var(--xec-bad, #b92d33);
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  progress {
    width: 100%;
    height: 0.375rem;
    border: 0;
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-line, #d7dce5);
    color: var(--xec-accent, #2f5fd0);
    accent-color: var(--xec-accent, #2f5fd0);
    overflow: hidden;
  }

  progress {
    appearance: none;
  }

  /* How much is left nobody knows: something goes to and fro. */
  progress:indeterminate {
    background: linear-gradient(
        90deg,
        transparent 30%,
        var(--xec-accent, #2f5fd0) 50%,
        transparent 70%
      )
      0 / 300% var(--xec-line, #d7dce5);
    animation: to-and-fro 1.6s ease-in-out infinite alternate;
  }

  @keyframes to-and-fro {
    from {
      background-position-x: 100%;
    }
  }

  progress::-webkit-progress-bar {
    background: none;
  }

  progress::-webkit-progress-value {
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-accent, #2f5fd0);
  }

  progress::-moz-progress-bar {
    border-radius: var(--xec-round, 99rem);
    background: var(--xec-accent, #2f5fd0);
  }
`;
