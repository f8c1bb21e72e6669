import { action } from '../core/index.js';
import { ChangeContents } from './change-contents.js';
import { contentParams } from './requests.js';

/**
 * Takes contents out of a session (XEP-0166 section 7.2.5); the last one is taken out by ending it.
 * Answers with `jingle_contentremove_handle`; see {@link AddContent} for two at once.
 */
@action('Jingle/ContentRemove', { params: contentParams })
export class RemoveContent extends ChangeContents<'Jingle/ContentRemove'> {
  protected override readonly change = 'content-remove';
}
