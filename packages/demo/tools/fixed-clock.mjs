/**
 * Time hardly goes on in this process: what is written down at one moment of the day is so each time. Import
 * it before anything else.
 */
export const noon = Date.UTC(2026, 5, 12, 10, 0, 5);

const begun = Date.now();
const RealDate = Date;
/** A thousandth: of two things, the later one stays the later one. */
const now = () => noon + Math.floor((RealDate.now() - begun) / 1000);

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};
