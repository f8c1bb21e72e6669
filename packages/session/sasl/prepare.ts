/**
 * SASLprep (RFC 4013) of user names and passwords.
 */
import { loadPart } from '@xec/transport';
import { SaslProtocolError } from './mechanism.js';

/**
 * The prepared form of `text`.
 *
 * Printable ASCII is its own prepared form; the tables are loaded for all other text only.
 *
 * @param what names the text in the error, which does not repeat it
 * @throws SaslProtocolError `credentials` for text that is empty, or holds what RFC 4013 prohibits
 */
export async function prepare(text: string, what: string): Promise<string> {
  const prepared = /^[\x20-\x7e]*$/u.test(text) ? text : await saslprep(text, what);
  if (prepared === '') throw new SaslProtocolError('credentials', `The ${what} is empty.`);
  return prepared;
}

async function saslprep(text: string, what: string): Promise<string> {
  const { default: run } = await loadPart(() => import('@mongodb-js/saslprep'));
  try {
    // Code points newer than Unicode 3.2 are the server's to judge, which stores the password: it
    // may allow them, and refuses the login otherwise (RFC 3454 section 7).
    return run(text, { allowUnassigned: true });
  } catch {
    // Its message quotes code points of the text.
    const message = `The ${what} holds a character that SASLprep (RFC 4013) does not allow.`;
    throw new SaslProtocolError('credentials', message);
  }
}
