/**
 * HSLuv: colours by hue, saturation and lightness, where the same lightness looks equally light in
 * every hue. So one lightness gives one contrast, whoever's colour it is.
 * https://www.hsluv.org/
 */

/** Red, green and blue, each 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** XYZ to linear sRGB. */
const M = [
  [3.240969941904521, -1.537383177570093, -0.498610760293],
  [-0.96924363628087, 1.87596750150772, 0.041555057407175],
  [0.055630079696993, -0.20397695888897, 1.056971514242878],
] as const;

/** The white point in u′v′. */
const REF_U = 0.19783000664283;
const REF_V = 0.46831999493879;
const KAPPA = 903.2962962;
const EPSILON = 0.0088564516;

/**
 * @param hue in degrees
 * @param saturation 0 to 100
 * @param lightness 0 to 100, both excluded
 */
export function hsluv(hue: number, saturation: number, lightness: number): Rgb {
  const radians = (hue / 360) * Math.PI * 2;
  const chroma = (mostChroma(lightness, radians) / 100) * saturation;
  const u = (Math.cos(radians) * chroma) / (13 * lightness) + REF_U;
  const v = (Math.sin(radians) * chroma) / (13 * lightness) + REF_V;
  const y = luminanceOf(lightness);
  const x = (9 * y * u) / (4 * v);
  const z = (9 * y - 15 * v * y - v * x) / (3 * v);
  const [red, green, blue] = M.map(([a, b, c]) => fromLinear(a * x + b * y + c * z));
  return [red ?? 0, green ?? 0, blue ?? 0]; // M has three rows
}

/** Y of CIE 1931 for a lightness: what WCAG calls relative luminance. */
const luminanceOf = (lightness: number): number =>
  lightness <= 8 ? lightness / KAPPA : ((lightness + 16) / 116) ** 3;

/** How colourful a hue can be at this lightness: up to the nearest edge of what screens can show. */
function mostChroma(lightness: number, radians: number): number {
  const lengths = edges(lightness)
    .map(([slope, intercept]) => intercept / (Math.sin(radians) - slope * Math.cos(radians)))
    .filter((length) => length >= 0);
  return Math.min(...lengths);
}

/** The edges of sRGB as lines in the plane of u and v. */
function edges(lightness: number): (readonly [slope: number, intercept: number])[] {
  const cubed = (lightness + 16) ** 3 / 1_560_896;
  const sub2 = cubed > EPSILON ? cubed : lightness / KAPPA;
  return M.flatMap(([m1, m2, m3]) =>
    [0, 1].map((side) => {
      const top1 = (284_517 * m1 - 94_839 * m3) * sub2;
      const top2 =
        (838_422 * m3 + 769_860 * m2 + 731_718 * m1) * lightness * sub2 -
        769_860 * side * lightness;
      const bottom = (632_260 * m3 - 126_452 * m2) * sub2 + 126_452 * side;
      return [top1 / bottom, top2 / bottom] as const;
    }),
  );
}

const fromLinear = (value: number): number => {
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.min(1, Math.max(0, encoded));
};
