/**
 * Files with messages: an address (XEP-0066) for everybody, and what is said of the file (XEP-0447) for
 * those who read that.
 */
import type { PacketOf } from '@xec/packet-source';

/** A file with a message. All of it is its sender's word. */
export interface ChatFile {
  /** Where it is: an address of http or https. Nothing is fetched from there by itself. */
  readonly url: string;
  readonly name?: string;
  /** In bytes. */
  readonly size?: number;
  readonly mediaType?: string;
  /** What it shows, in words. */
  readonly desc?: string;
}

/** Names and descriptions are cut after so many characters. */
const MOST_NAME = 255;
const MOST_DESC = 1000;

/** What a message says of its files. */
export type SaidOfFiles = Pick<PacketOf<'message'>['content'], 'oob' | 'files'>;

/** The first file of a message. */
export function fileOf({ oob, files }: SaidOfFiles): ChatFile | undefined {
  const shared = files?.find(({ urls }) => urls.some(isAddress));
  const url = shared?.urls.find(isAddress) ?? oob?.url;
  if (url === undefined || !isAddress(url)) return undefined;
  const { name, size, mediaType, desc = oob?.desc } = shared?.file ?? {};
  return {
    url,
    ...(name !== undefined && { name: name.slice(0, MOST_NAME) }),
    ...(size !== undefined && { size }),
    ...(mediaType !== undefined && { mediaType: mediaType.slice(0, MOST_NAME) }),
    ...(desc !== undefined && { desc: desc.slice(0, MOST_DESC) }),
  };
}

/** What a message with a file is sent with. */
export function withFile({ url, ...file }: ChatFile): SaidOfFiles {
  const metadata = { ...file, hashes: [], thumbnails: [] };
  const disposition = file.mediaType?.startsWith('image/') === true ? 'inline' : 'attachment';
  return {
    oob: { url, ...(file.desc !== undefined && { desc: file.desc }) },
    files: [{ file: metadata, disposition, urls: [url] }],
  };
}

/** A message in words: of one that is a file alone, what the file is. */
export function wordsOf({
  body,
  file,
}: {
  readonly body: string;
  readonly file: ChatFile | undefined;
}): string {
  return body === file?.url ? (file.desc ?? file.name ?? body) : body;
}

const isAddress = (url: string): boolean => /^https?:\/\//i.test(url);
