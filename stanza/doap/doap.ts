/**
 * XEP-0453: DOAP usage in XMPP, version 0.1.2 (2023-07-04).
 * https://xmpp.org/extensions/xep-0453.html
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const NS_DOAP = 'http://usefulinc.com/ns/doap#';
export const NS_XMPP_DOAP = 'https://linkmauve.fr/ns/xmpp-doap#';

/** How far a specification is supported (section 4.2). */
export const doapStatuses = [
  'complete',
  'partial',
  'planned',
  'deprecated',
  'removed',
  'wontfix',
] as const;

/** A specification that a project supports (section 4.2). */
export interface SupportedXep {
  /** Its number, four digits. */
  readonly xep: string;
  readonly status: (typeof doapStatuses)[number];
  /** Which version of its text. */
  readonly version?: string;
  /** The version of the project that had it first. */
  readonly since?: string;
  /** In English. */
  readonly note?: string;
}

/** What a DOAP file says of a project, as far as we write it. */
export interface DoapProject {
  readonly name: string;
  /** In English. */
  readonly shortdesc: string;
  readonly programmingLanguage: string;
  /** Numbers of RFCs. */
  readonly rfcs: readonly string[];
  readonly xeps: readonly SupportedXep[];
}

const rfcUrl = (number: string): string => `https://xmpp.org/rfcs/rfc${number}.html`;
const xepUrl = (number: string): string => `https://xmpp.org/extensions/xep-${number}.html`;

/** The document's root, `<rdf:RDF/>` with one `<Project/>` (section 4.1). */
export const doapDocument = (project: DoapProject): XmlElement =>
  xml(
    'rdf:RDF',
    { 'xmlns:rdf': NS_RDF, xmlns: NS_DOAP, 'xmlns:xmpp': NS_XMPP_DOAP },
    xml(
      'Project',
      {},
      xml('name', {}, project.name),
      xml('shortdesc', { 'xml:lang': 'en' }, project.shortdesc),
      xml('programming-language', {}, project.programmingLanguage),
      project.rfcs.map((number) => xml('implements', { 'rdf:resource': rfcUrl(number) })),
      project.xeps.map((each) => xml('implements', {}, supportedXep(each))),
    ),
  );

const supportedXep = ({ xep, status, version, since, note }: SupportedXep): XmlElement =>
  xml(
    'xmpp:SupportedXep',
    {},
    xml('xmpp:xep', { 'rdf:resource': xepUrl(xep) }),
    xml('xmpp:status', {}, status),
    version !== undefined && xml('xmpp:version', {}, version),
    since !== undefined && xml('xmpp:since', {}, since),
    note !== undefined && xml('xmpp:note', { 'xml:lang': 'en' }, note),
  );

/**
 * Reads a DOAP file.
 *
 * @param root the document's `<rdf:RDF/>`
 * @returns `undefined` where it describes no project; specifications without a number or a known
 * status are left out
 */
export function readDoap(root: Element): DoapProject | undefined {
  const project = root.getChild('Project', NS_DOAP);
  if (!root.is('RDF', NS_RDF) || project === undefined) return undefined;
  const implemented = project.getChildren('implements', NS_DOAP);
  return {
    name: textOf(project, 'name') ?? '',
    shortdesc: textOf(project, 'shortdesc') ?? '',
    programmingLanguage: textOf(project, 'programming-language') ?? '',
    rfcs: implemented.flatMap((el) => numberIn(el, /\/rfc(\d+)\.html$/) ?? []),
    xeps: implemented.flatMap((el) => childElements(el).flatMap((each) => readXep(each) ?? [])),
  };
}

function readXep(el: Element): SupportedXep | undefined {
  if (!el.is('SupportedXep', NS_XMPP_DOAP)) return undefined;
  const place = el.getChild('xep', NS_XMPP_DOAP);
  const xep = place && numberIn(place, /\/xep-(\d{4})\.html$/);
  const said = textOf(el, 'status', NS_XMPP_DOAP);
  const status = doapStatuses.find((each) => each === said);
  if (xep === undefined || status === undefined) return undefined;
  const version = textOf(el, 'version', NS_XMPP_DOAP);
  const since = textOf(el, 'since', NS_XMPP_DOAP);
  const note = textOf(el, 'note', NS_XMPP_DOAP);
  return {
    ...{ xep, status },
    ...(version !== undefined && { version }),
    ...(since !== undefined && { since }),
    ...(note !== undefined && { note }),
  };
}

/** The text of the first of several: the next ones are other languages. */
const textOf = (el: Element, name: string, ns = NS_DOAP): string | undefined =>
  el.getChildren(name, ns)[0]?.getText();

function numberIn(el: Element, pattern: RegExp): string | undefined {
  const url: unknown = el.attrs['rdf:resource'];
  return typeof url === 'string' ? pattern.exec(url)?.[1] : undefined;
}
