/** Close codes (RFC 6455 section 7.4.1). */
export const CLOSE_NORMAL = 1000;
export const CLOSE_UNSUPPORTED_DATA = 1003;
/** Reserved: never sent, told where no close frame came. */
export const CLOSE_ABNORMAL = 1006;
export const CLOSE_TOO_BIG = 1009;
