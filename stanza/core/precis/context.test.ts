import { describe, expect, it } from '@jest/globals';
import { contextHolds } from './context.js';

/** Canonical_Combining_Class=Virama, Unicode 16. */
const virama =
  '094D 09CD 0A4D 0ACD 0B4D 0BCD 0C4D 0CCD 0D3B 0D3C 0D4D 0DCA 0E3A 0EBA 0F84 1039 103A 1714 ' +
  '1715 1734 17D2 1A60 1B44 1BAA 1BAB 1BF2 1BF3 2D7F A806 A82C A8C4 A953 A9C0 AAF6 ABED ' +
  '10A3F 11046 11070 1107F 110B9 11133 11134 111C0 11235 112EA 1134D 113CE-113D0 11442 114C2 ' +
  '115BF 1163F 116B6 1172B 11839 1193D 1193E 119E0 11A34 11A47 11A99 11C3F 11D44 11D45 11D97 ' +
  '11F41 11F42 1612F';

// Joining_Type, Unicode 14.
const left = 'A872 10ACD 10AD7 10D00 10FCB';
const dual =
  '0620 0626 0628 062A-062E 0633-063F 0641-0647 0649-064A 066E-066F 0678-0687 069A-06BF ' +
  '06C1-06C2 06CC 06CE 06D0-06D1 06FA-06FC 06FF 0712-0714 071A-071D 071F-0727 0729 072B ' +
  '072D-072E 074E-0758 075C-076A 076D-0770 0772 0775-0777 077A-077F 07CA-07EA 0841-0845 0848 ' +
  '084A-0853 0855 0860 0862-0865 0868 0886 0889-088D 08A0-08A9 08AF-08B0 08B3-08B8 08BA-08C8 ' +
  '1807 1820-1878 1887-18A8 18AA A840-A871 10AC0-10AC4 10AD3-10AD6 10AD8-10ADC 10ADE-10AE0 ' +
  '10AEB-10AEE 10B80 10B82 10B86-10B88 10B8A-10B8B 10B8D 10B90 10BAD-10BAE 10D01-10D21 10D23 ' +
  '10F30-10F32 10F34-10F44 10F51-10F53 10F70-10F73 10F76-10F81 10FB0 10FB2-10FB3 10FB8 ' +
  '10FBB-10FBC 10FBE-10FBF 10FC1 10FC4 10FCA 1E900-1E943';
const right =
  '0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB 06CD 06CF ' +
  '06D2-06D3 06D5 06EE-06EF 0710 0715-0719 071E 0728 072A 072C 072F 074D 0759-075B 076B-076C ' +
  '0771 0773-0774 0778-0779 0840 0846-0847 0849 0854 0856-0858 0867 0869-086A 0870-0882 088E ' +
  '08AA-08AC 08AE 08B1-08B2 08B9 10AC5 10AC7 10AC9-10ACA 10ACE-10AD2 10ADD 10AE1 10AE4 10AEF ' +
  '10B81 10B83-10B85 10B89 10B8C 10B8E-10B8F 10B91 10BA9-10BAC 10D22 10F33 10F54 10F74-10F75 ' +
  '10FB4-10FB6 10FB9-10FBA 10FBD 10FC2-10FC3 10FC9';

/** The code points of ranges in hexadecimal. */
const pointsOf = (...tables: readonly string[]): Set<number> =>
  new Set(
    tables
      .join(' ')
      .split(' ')
      .flatMap((range) => {
        const [from = NaN, to = from] = range.split('-').map((hex) => parseInt(hex, 16));
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      }),
  );

/** All code points that are characters and for which it holds. */
function found(holds: (char: string) => boolean): Set<number> {
  const all = new Set<number>();
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const isSurrogate = point >= 0xd800 && point <= 0xdfff;
    if (!isSurrogate && holds(String.fromCodePoint(point))) all.add(point);
  }
  return all;
}

const JOINER = '\u200D';
const NON_JOINER = '\u200C';
const BEH = '\u0628'; // joins to both sides

describe('context', () => {
  it('has a virama before a joiner', () => {
    expect(found((char) => contextHolds([char, JOINER], 1))).toEqual(pointsOf(virama));
  });

  it('has what joins on both sides of a non-joiner', () => {
    const before = found((char) => contextHolds([char, NON_JOINER, BEH], 1));
    // A mark between is looked through: alone it stands after nothing.
    expect(before).toEqual(pointsOf(virama, left, dual));
    expect(found((char) => contextHolds([BEH, NON_JOINER, char], 1))).toEqual(
      pointsOf(right, dual),
    );
  });
});
