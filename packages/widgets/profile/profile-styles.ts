import { css } from 'lit';

export const profileStyles = css`
  :host {
    display: block;
    overflow-y: auto;
    padding: 1.25rem;
  }

  .all {
    display: flex;
    flex-direction: column;
    gap: 1rem;
    max-width: 42rem;
    margin-inline: auto;
  }

  .avatar.large {
    width: 6rem;
    height: 6rem;
    overflow: hidden;
    font-size: 2rem;
  }

  .avatar xec-raster-picture {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
  }

  dl {
    display: grid;
    grid-template-columns: minmax(6rem, auto) 1fr;
    gap: 0.4rem 1rem;
    margin: 0;
  }

  dt {
    color: var(--xec-text-soft, #566074);
  }

  @media (max-width: 480px) {
    dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
  }

  dd {
    margin: 0 0 0.3rem;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  dd.links {
    white-space: normal;
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 0.9rem;
  }

  .wide {
    grid-column: 1 / -1;
  }

  a {
    color: var(--xec-accent, #2f5fd0);
  }
`;
