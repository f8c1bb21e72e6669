/**
 * Specifications that the catalogue wants and the DOAP file does not name, by number, with the reason.
 * What is declared, or wanted no more, has no place here.
 */

const server = 'servers do it; clients read what comes of it';
const unbuilt = 'not built: no room was asked for it';
const files = 'not built: files are shared by XEP-0363 and XEP-0447';
const mix = 'not built: rooms are those of XEP-0045';
const openpgp = 'not built: what is encrypted is so by XEP-0384';

export const undeclared: Readonly<Record<string, string>> = {
  '0016': 'deprecated: XEP-0191 blocks',
  '0033': unbuilt,
  '0047': files,
  '0055': 'not built: rooms are found by XEP-0433',
  '0065': files,
  '0083': unbuilt,
  '0131': unbuilt,
  '0144': unbuilt,
  '0145': unbuilt,
  '0157': 'a form of disco#info, which `Disco/Request` gives as it came',
  '0186': unbuilt,
  '0209': unbuilt,
  '0234': files,
  '0237': 'RFC 6121 section 2.6 took it over: `roster`',
  '0258': unbuilt,
  '0260': files,
  '0261': files,
  '0286': 'guidance: nothing goes over the wire',
  '0301': unbuilt,
  '0306': unbuilt,
  '0352': unbuilt,
  '0357': unbuilt,
  '0367': 'deferred: XEP-0461 replies, XEP-0447 attaches',
  '0369': mix,
  '0373': openpgp,
  '0374': openpgp,
  '0396': files,
  '0398': server,
  '0405': mix,
  '0411': server,
  '0422': 'deferred: XEP-0424, XEP-0425 and XEP-0444 have done without it since',
  '0437': unbuilt,
  '0448': 'the cryptography is the application’s, as in `omemo`',
  '0450': 'the cryptography is the application’s, as in `omemo`',
  '0454': 'the cryptography is the application’s, as in `omemo`',
  '0455': unbuilt,
  '0466': unbuilt,
  '0478': unbuilt,
  '0493': unbuilt,
  '0502': unbuilt,
  '0508': unbuilt,
  '0509': unbuilt,
  '0511': unbuilt,
  '0513': unbuilt,
  '0515': unbuilt,
};
