/**
 * The elements of a vCard and the fields they are read into (XEP-0054 section 9: the DTD). One table
 * for the reader and the writer, so what is read is written back.
 */

/** How one element is laid out. */
export interface Layout {
  /** Children that hold text, and the field of each. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Children that hold text and can be there several times. */
  readonly lists?: Readonly<Record<string, string>>;
  /** Empty children, which become `types` in lower case. */
  readonly flags?: readonly string[];
  /** Children with a layout of their own that are there once. */
  readonly parts?: Readonly<Record<string, { readonly field: string; readonly layout: Layout }>>;
  /** The same for those that can be there several times. */
  readonly partLists?: Readonly<
    Record<string, { readonly field: string; readonly layout: Layout }>
  >;
}

const name: Layout = {
  texts: {
    FAMILY: 'family',
    GIVEN: 'given',
    MIDDLE: 'middle',
    PREFIX: 'prefix',
    SUFFIX: 'suffix',
  },
};

const address: Layout = {
  flags: ['HOME', 'WORK', 'POSTAL', 'PARCEL', 'DOM', 'INTL', 'PREF'],
  texts: {
    POBOX: 'pobox',
    EXTADD: 'extadd',
    STREET: 'street',
    LOCALITY: 'locality',
    REGION: 'region',
    PCODE: 'pcode',
    CTRY: 'ctry',
  },
};

const phone: Layout = {
  flags: [
    ...['HOME', 'WORK', 'VOICE', 'FAX', 'PAGER', 'MSG', 'CELL', 'VIDEO'],
    ...['BBS', 'MODEM', 'ISDN', 'PCS', 'PREF'],
  ],
  texts: { NUMBER: 'number' },
};

const email: Layout = {
  flags: ['HOME', 'WORK', 'INTERNET', 'PREF', 'X400'],
  texts: { USERID: 'userid' },
};

/** The whole vCard. */
export const vcardLayout: Layout = {
  texts: {
    FN: 'fn',
    NICKNAME: 'nickname',
    BDAY: 'bday',
    JABBERID: 'jabberid',
    TITLE: 'title',
    ROLE: 'role',
    URL: 'url',
    DESC: 'desc',
    NOTE: 'note',
    'X-GENDER': 'gender',
  },
  parts: {
    N: { field: 'n', layout: name },
    PHOTO: {
      field: 'photo',
      layout: { texts: { TYPE: 'type', BINVAL: 'binval', EXTVAL: 'extval' } },
    },
    ORG: {
      field: 'org',
      layout: { texts: { ORGNAME: 'name' }, lists: { ORGUNIT: 'units' } },
    },
    MARITAL: { field: 'marital', layout: { texts: { STATUS: 'status' } } },
  },
  partLists: {
    ADR: { field: 'adr', layout: address },
    TEL: { field: 'tel', layout: phone },
    EMAIL: { field: 'email', layout: email },
  },
};
