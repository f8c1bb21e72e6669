/**
 * Which square of a picture becomes an avatar.
 */

/** How somebody looks at it. */
export interface View {
  /** 1: as much as there is; more: nearer. */
  readonly zoom: number;
  /** From 0, the left edge, to 1. */
  readonly x: number;
  /** From 0, the upper edge, to 1. */
  readonly y: number;
}

/** A square of the picture, in its dots. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** How near one can look. */
export const MOST_ZOOM = 4;

/** The middle of it. */
export const middle: View = { zoom: 1, x: 0.5, y: 0.5 };

export function squareOf(width: number, height: number, view: View): Square {
  const zoom = between(1, view.zoom, MOST_ZOOM);
  const side = Math.min(width, height) / zoom;
  return {
    side,
    left: (width - side) * between(0, view.x, 1),
    top: (height - side) * between(0, view.y, 1),
  };
}

/**
 * The view after the picture was dragged so many dots of the screen to the right and down, where the
 * square is `shown` dots wide.
 */
export function dragged(
  { width, height }: { readonly width: number; readonly height: number },
  view: View,
  { right, down, shown }: { readonly right: number; readonly down: number; readonly shown: number },
): View {
  const { side } = squareOf(width, height, view);
  const scale = side / shown;
  const move = (at: number, by: number, room: number): number =>
    room <= 0 ? at : between(0, at - (by * scale) / room, 1);
  return {
    zoom: view.zoom,
    x: move(view.x, right, width - side),
    y: move(view.y, down, height - side),
  };
}

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));
