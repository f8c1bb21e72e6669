import { css } from 'lit';

/** A person in a list, with a face, a name, and what is to be said of them. */
export const personStyles = css`
  ul {
    margin: 0;
    padding: 0.5rem;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
  }

  .person {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    flex: 1;
    min-width: 0;
    padding: 0.55rem 0.6rem;
    border: 0;
    border-radius: var(--xec-radius-m, 0.7rem);
    background: none;
    text-align: start;
  }

  .person:hover {
    background: var(--xec-hover, #eef1f6);
  }

  .person[aria-current='true'] {
    background: var(--xec-chosen, #e1e9fb);
  }

  .avatar {
    position: relative;
  }

  .avatar xec-raster-picture {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    border-radius: 50%;
    overflow: hidden;
  }

  .presence {
    position: absolute;
    inset-block-end: -1px;
    inset-inline-end: -1px;
    width: 13px;
    height: 13px;
    border: 2px solid var(--xec-surface, #fff);
    border-radius: 50%;
    background: var(--xec-off, #9aa3b2);
  }

  .presence.chat,
  .presence.online {
    background: var(--xec-good, #23803a);
  }

  .presence.away,
  .presence.xa {
    background: var(--xec-busy, #b26a00);
  }

  .presence.dnd {
    background: var(--xec-bad, #c0343a);
  }

  .who {
    flex: 1;
    min-width: 0;
  }

  .name,
  .status {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .name {
    font-weight: 600;
  }

  /* A name has a direction of its own; it stands where those of the page begin. */
  .who:dir(ltr) .name {
    text-align: left;
  }

  .who:dir(rtl) .name {
    text-align: right;
  }

  .status {
    font-size: 0.8125rem;
    color: var(--xec-text-soft, #566074);
  }

  .count {
    flex: none;
    min-width: 1.4rem;
    padding: 0.1rem 0.4rem;
    border-radius: 99rem;
    background: var(--xec-accent, #2f5fd0);
    color: var(--xec-on-accent, #fff);
    font-size: 0.75rem;
    font-weight: 600;
    text-align: center;
  }
`;

export const rosterStyles = css`
  :host {
    display: block;
    /* Where there is much room, the end of a row is not far from its name. */
    padding-inline: max(0px, (100% - 46rem) / 2);
    overflow-y: auto;
  }

  p {
    margin: 0;
    padding: 1rem;
    color: var(--xec-text-soft, #566074);
  }

  p.trouble {
    padding-block: 0.3rem;
    color: var(--xec-bad, #b92d33);
    font-size: 0.8125rem;
  }

  h2 {
    margin: 0.5rem 1.1rem -0.2rem;
    color: var(--xec-text-soft, #566074);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .search {
    padding: 0.6rem 0.75rem 0;
  }

  .more {
    flex: none;
  }

  form {
    display: grid;
    gap: 0.5rem;
    margin: 0.5rem 0.75rem;
    padding: 0.75rem;
    border: 1px solid var(--xec-line, #d7dce5);
    border-radius: var(--xec-radius-m, 0.7rem);
    font-size: 0.875rem;
  }

  label {
    display: grid;
    gap: 0.2rem;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }

  .request {
    display: grid;
    gap: 0.4rem;
    padding: 0.5rem 0.6rem;
  }

  .add {
    margin: 0.25rem 0.75rem 0.75rem;
  }
`;
