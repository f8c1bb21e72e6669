/**
 * The rows of a conversation, with what stands between them: days, the unread line. A row is drawn anew
 * only when something of it changed.
 */
import type { ChatMessage, Row } from '@xec/state';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { GROUP_MS, dayRow, gapRow, line, unreadRow, type LineFrame } from './line.js';

export interface RowsState {
  readonly frame: LineFrame;
  /** The key of the line whose tools are shown. */
  readonly chosen: string;
  readonly unreadFrom: string | undefined;
  readonly isLeaving: (key: string) => boolean;
  /** What all rows depend on: language and names. */
  readonly looks: string;
}

/** @param start how many rows are before those that are shown */
export function logRows(
  rows: readonly Row[],
  start: number,
  end: number,
  state: RowsState,
): unknown {
  const now = Date.now();
  const today = new Date(now).toDateString();
  const first = state.chosen === '' ? rows.findLast(({ kind }) => kind === 'message') : undefined;
  return repeat(rows.slice(start, end), keyOf, (row, index) => {
    const before = rows[start + index - 1];
    const key = keyOf(row);
    const isChosen = key === state.chosen;
    const isFirst = state.chosen === '' ? row === first : isChosen;
    const isUnread = key === state.unreadFrom;
    const isLeaving = state.isLeaving(key);
    const above = before?.kind === 'message' ? before.message : undefined;
    const what = row.kind === 'gap' ? row.gap : row.message;
    const depends = [what, above, isChosen, isFirst, isUnread, isLeaving, state.looks, today];
    return guard([...depends, state.frame.isRoom, state.frame.isTrusted], () => {
      if (row.kind === 'gap') return gapRow(row.gap, state.frame);
      const { message } = row;
      const isNewDay = above === undefined || dayOf(above) !== dayOf(message);
      const follows = !isNewDay && !isUnread && isOneGroup(above, message);
      const view = { follows, isChosen, isFirst, isLeaving };
      return html`${isNewDay ? dayRow(message.at, now, state.frame) : nothing}${
        isUnread ? unreadRow(state.frame) : nothing
      }${line(message, view, state.frame)}`;
    });
  });
}

/** Different for each row, and stable. */
export const keyOf = (row: Row): string => (row.kind === 'gap' ? row.gap.key : row.message.key);

const dayOf = ({ at }: ChatMessage): string => new Date(at).toDateString();

const isOneGroup = (above: ChatMessage, message: ChatMessage): boolean =>
  above.from === message.from && above.isOwn === message.isOwn && message.at - above.at < GROUP_MS;
