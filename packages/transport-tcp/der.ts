/**
 * As much of DER (X.690) as it takes to look into a certificate that OpenSSL has checked.
 */

/** One value; of a constructed one, `content` is read again. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The values that stand behind each other in `bytes`, up to the first that is not whole. */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  let at = 0;
  for (;;) {
    const tag = bytes[at];
    const first = bytes[at + 1];
    if (tag === undefined || first === undefined) return values;
    const sizeBytes = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + sizeBytes;
    let length = first < 0x80 ? first : 0;
    for (const byte of bytes.subarray(at + 2, start)) length = length * 256 + byte;
    const end = start + length;
    if (end > bytes.length) return values;
    values.push({ tag, content: bytes.subarray(start, end) });
    at = end;
  }
}

/** An object identifier, as its bytes in hexadecimal. */
export const readOid = ({ content }: DerValue): string => Buffer.from(content).toString('hex');
