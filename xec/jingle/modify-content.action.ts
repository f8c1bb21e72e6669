import { action } from '../core/index.js';
import { ChangeContents } from './change-contents.js';
import { contentParams } from './requests.js';

/**
 * Changes who sends in a content (XEP-0166 section 7.2.3): its `senders`. Answers with
 * `jingle_contentmodify_handle`; see {@link AddContent} for two at once.
 */
@action('Jingle/ContentModify', { params: contentParams })
export class ModifyContent extends ChangeContents<'Jingle/ContentModify'> {
  protected override readonly change = 'content-modify';
}
