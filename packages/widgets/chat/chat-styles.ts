import { css } from 'lit';

export const chatStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }

  .log {
    position: relative;
    flex: 1;
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding: 0.5rem 1rem 0.75rem;
    overflow: hidden auto;
    /* The place is kept by the widget: browsers do it differently. */
    overflow-anchor: none;
  }

  /* Blocks: a column of boxes that flex would be measured as a whole with each row that comes. */
  .rows {
    flex: none;
    margin-block-start: auto;
  }

  .empty {
    margin: auto;
    padding: 1rem;
    color: var(--xec-text-soft, #566074);
    text-align: center;
  }

  .older {
    min-height: 1.4rem;
    color: var(--xec-text-soft, #566074);
    font-size: 0.8125rem;
    text-align: center;
  }

  .below {
    position: relative;
    border-block-start: 1px solid var(--xec-line, #d7dce5);
  }

  .typing {
    min-height: 1.6rem;
    margin-block-end: -0.5rem;
    padding: 0.2rem 1.2rem 0;
    color: var(--xec-text-soft, #566074);
    font-size: 0.8125rem;
  }

  .dots::after {
    content: '…';
    display: inline-block;
    animation: wave 1.2s ease-in-out infinite;
  }

  .newer {
    position: absolute;
    inset-block-end: calc(100% + 0.5rem);
    inset-inline-end: 1rem;
    padding: 0.35rem 0.9rem;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: 99rem;
    background: var(--xec-surface, #fff);
    box-shadow: 0 2px 8px rgb(0 0 0 / 15%);
    font-size: 0.8125rem;
  }

  .about {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    margin: 0.7rem 0.75rem -0.3rem;
    padding: 0.3rem 0.3rem 0.3rem 0.7rem;
    border-inline-start: 3px solid var(--xec-accent, #2f5fd0);
    background: var(--xec-sunken, #eef1f6);
    font-size: 0.8125rem;
  }

  .about bdi {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .about button {
    padding: 0.2rem 0.6rem;
    border: 0;
    background: none;
    color: var(--xec-accent, #2f5fd0);
    text-decoration: underline;
  }

  .trouble {
    margin: 0.5rem 0.75rem 0;
    color: var(--xec-bad, #b92d33);
    font-size: 0.8125rem;
  }

  @keyframes wave {
    50% {
      opacity: 0.3;
    }
  }
`;
