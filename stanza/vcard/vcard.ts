/**
 * XEP-0054: vcard-temp, version 1.3.0 (2024-06-27).
 * https://xmpp.org/extensions/xep-0054.html
 */
import { xml, type XmlElement } from '../core/index.js';

export const NS_VCARD_TEMP = 'vcard-temp';

/** `<vCard/>`, the child of an iq of type `get` (section 3.1). */
export const vcardRequest = (): XmlElement => xml('vCard', { xmlns: NS_VCARD_TEMP });

/**
 * A vCard, or a part of one. What this shape has no name for is in `rest`, as XML text: children we
 * do not know, and the second one of what can be there once. They are written back as they were.
 */
interface VcardPart {
  readonly rest?: readonly string[];
}

/** `N`: the name in its parts. */
export interface VcardName extends VcardPart {
  readonly family?: string;
  readonly given?: string;
  readonly middle?: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** `PHOTO`: a picture, or where one is. Both are claims of whoever wrote them. */
export interface VcardPhoto extends VcardPart {
  /** The media type. */
  readonly type?: string;
  /** The picture in base64, without white space. */
  readonly binval?: string;
  /** A URI. */
  readonly extval?: string;
}

/** What an address, a number or a mailbox is for, in lower case: `home`, `work`, `pref`, `cell`. */
interface VcardTyped extends VcardPart {
  readonly types?: readonly string[];
}

/** `ADR`. */
export interface VcardAddress extends VcardTyped {
  readonly pobox?: string;
  readonly extadd?: string;
  readonly street?: string;
  readonly locality?: string;
  readonly region?: string;
  readonly pcode?: string;
  readonly ctry?: string;
}

/** `TEL`. */
export interface VcardPhone extends VcardTyped {
  readonly number?: string;
}

/** `EMAIL`. */
export interface VcardEmail extends VcardTyped {
  readonly userid?: string;
}

/** `ORG`. */
export interface VcardOrganization extends VcardPart {
  readonly name?: string;
  readonly units?: readonly string[];
}

/** `MARITAL`, which is in no specification; Movim writes it. */
export interface VcardMarital extends VcardPart {
  readonly status?: string;
}

/** A vCard; one without anything is that of somebody who has none. */
export interface Vcard extends VcardPart {
  readonly fn?: string;
  readonly n?: VcardName;
  readonly nickname?: string;
  readonly photo?: VcardPhoto;
  /** A date as its owner wrote it. */
  readonly bday?: string;
  readonly adr?: readonly VcardAddress[];
  readonly tel?: readonly VcardPhone[];
  readonly email?: readonly VcardEmail[];
  readonly jabberid?: string;
  readonly title?: string;
  readonly role?: string;
  readonly org?: VcardOrganization;
  readonly url?: string;
  readonly desc?: string;
  /** Prosody 0.12, which keeps vCards in another format, gives a `DESC` back as `NOTE`. */
  readonly note?: string;
  /** `X-GENDER`, which is in no specification; Movim writes it. */
  readonly gender?: string;
  readonly marital?: VcardMarital;
}
