import { describe, expect, it } from '@jest/globals';
import { dragged, middle, squareOf } from './crop.js';

describe('the square of an avatar', () => {
  it('is the middle of the picture, as large as can be', () => {
    expect(squareOf(400, 200, middle)).toEqual({ side: 200, left: 100, top: 0 });
    expect(squareOf(200, 400, middle)).toEqual({ side: 200, left: 0, top: 100 });
  });

  it('is smaller the nearer one looks', () => {
    expect(squareOf(400, 200, { ...middle, zoom: 2 })).toEqual({ side: 100, left: 150, top: 50 });
  });

  it('never leaves the picture', () => {
    expect(squareOf(400, 200, { zoom: 99, x: 9, y: -9 })).toEqual({ side: 50, left: 350, top: 0 });
    expect(squareOf(400, 200, { zoom: 0, x: 0, y: 0 })).toEqual({ side: 200, left: 0, top: 0 });
  });

  it('goes the other way than the picture is dragged', () => {
    const size = { width: 400, height: 200 };
    const view = dragged(size, middle, { right: 50, down: 50, shown: 100 });
    expect(view).toEqual({ zoom: 1, x: 0, y: 0.5 });
    expect(dragged(size, middle, { right: -1000, down: 0, shown: 100 }).x).toBe(1);
  });
});
