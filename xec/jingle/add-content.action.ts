import { action } from '../core/index.js';
import { ChangeContents } from './change-contents.js';
import { contentParams } from './requests.js';

/**
 * Offers more contents in a session that runs (XEP-0166 section 7.2.2): video in a call of audio. The
 * peer takes them or not: `jingle_contentaccept`, `jingle_contentreject`. Answers with
 * `jingle_contentadd_handle`; with `jingle_contentadd_error` where both added something at once and
 * the peer, who began the session, has its way (`conflict`).
 */
@action('Jingle/ContentAdd', { params: contentParams })
export class AddContent extends ChangeContents<'Jingle/ContentAdd'> {
  protected override readonly change = 'content-add';
}
