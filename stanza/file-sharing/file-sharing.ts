/**
 * XEP-0447: Stateless file sharing, version 0.3.1 (2024-01-01), and what came before it,
 * XEP-0385: Stateless Inline Media Sharing (SIMS), version 0.2.1 (2018-01-25), which is read.
 * https://xmpp.org/extensions/xep-0447.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import {
  NS_FILE_METADATA,
  fileMetadataElement,
  readFileMetadata,
  type FileMetadata,
} from './file-metadata.js';

export const NS_FILE_SHARING = 'urn:xmpp:sfs:0';
export const NS_SIMS = 'urn:xmpp:sims:1';
export const NS_URL_DATA = 'http://jabber.org/protocol/url-data';
const NS_REFERENCE = 'urn:xmpp:reference:0';

/** How many files of a message, and sources of a file, are read. */
const MAX_FILES = 32;

/** A file and where it is. */
export interface SharedFile {
  readonly file: FileMetadata;
  /** Whether it is to be shown where it stands, or as something to fetch. */
  readonly disposition?: 'inline' | 'attachment';
  /** Addresses. Nothing is fetched by itself: ask people, or look at the metadata first. */
  readonly urls: readonly string[];
  /** Names it in the message, where there are several. */
  readonly id?: string;
}

/** `<file-sharing/>` (section 3). */
export const fileSharingElement = ({ file, disposition, urls, id }: SharedFile): XmlElement =>
  xml(
    'file-sharing',
    { xmlns: NS_FILE_SHARING, disposition, id },
    fileMetadataElement(file),
    xml(
      'sources',
      {},
      urls.map((target) => xml('url-data', { xmlns: NS_URL_DATA, target })),
    ),
  );

/** Reads the files of a message, 32 at most, by either protocol; one that is there by both, once. */
export function readSharedFiles(message: Element): SharedFile[] {
  const files = message.getChildren('file-sharing', NS_FILE_SHARING).flatMap(readFileSharing);
  const known = new Set(files.flatMap(({ urls }) => urls));
  const older = message
    .getChildren('reference', NS_REFERENCE)
    .flatMap(readMediaSharing)
    .filter(({ urls }) => !urls.some((url) => known.has(url)));
  return [...files, ...older].slice(0, MAX_FILES);
}

function readFileSharing(el: Element): SharedFile[] {
  const file = el.getChild('file', NS_FILE_METADATA);
  if (file === undefined) return [];
  const sources = el.getChild('sources', NS_FILE_SHARING)?.getChildren('url-data', NS_URL_DATA);
  const { disposition, id } = el.attrs as Readonly<Record<string, string | undefined>>; // strings
  const shared: SharedFile = {
    file: readFileMetadata(file),
    ...((disposition === 'inline' || disposition === 'attachment') && { disposition }),
    urls: addresses(sources ?? [], 'target'),
    ...(id !== undefined && id !== '' && { id }),
  };
  return [shared];
}

/** `<media-sharing/>` in a `<reference/>` (XEP-0385 section 3). */
function readMediaSharing(reference: Element): SharedFile[] {
  const media = reference.getChild('media-sharing', NS_SIMS);
  const file = media?.getChildElements().find((child) => child.getName() === 'file');
  if (media === undefined || file === undefined) return [];
  const sources = media.getChild('sources', NS_SIMS)?.getChildren('reference', NS_REFERENCE) ?? [];
  return [{ file: readFileMetadata(file), urls: addresses(sources, 'uri') }];
}

const addresses = (sources: readonly Element[], name: string): string[] =>
  sources
    .map(({ attrs }) => attrs[name] as string | undefined) // attributes are strings
    .filter((url): url is string => url !== undefined && /^https?:/i.test(url))
    .slice(0, MAX_FILES);
