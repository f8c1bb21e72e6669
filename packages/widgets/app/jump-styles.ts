import { css } from 'lit';

export const jumpStyles = css`
  .field {
    width: auto;
    margin: 0.25rem 1rem 0.5rem;
  }

  ul {
    margin: 0;
    padding: 0 0.5rem 0.5rem;
    overflow-y: auto;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.4rem 0.6rem;
    border-radius: var(--xec-radius-m, 0.7rem);
    cursor: pointer;
  }

  li:hover {
    background: var(--xec-hover, #eef1f6);
  }

  li[aria-selected='true'] {
    background: var(--xec-chosen, #e1e9fb);
  }

  li .avatar,
  .sign {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 1.875rem;
    height: 1.875rem;
    font-size: 0.875rem;
  }

  .name {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .kind {
    color: var(--xec-text-soft, #566074);
    font-size: var(--xec-type-s, 0.8125rem);
  }

  p {
    margin: 0;
    padding: 0.5rem 1rem 1.25rem;
    color: var(--xec-text-soft, #566074);
  }
`;
