/**
 * XEP-0401: Ad-hoc Account Invitation Generation, version 0.6.0 (2026-03-08).
 * https://xmpp.org/extensions/xep-0401.html
 */
import { formatDateTime, readDateTime } from '../core/index.js';
import { formText, type DataForm } from '../data-forms/index.js';
import { readInvitation, type Invitation } from './invite-uri.js';

/** The command that invites somebody to be a contact (section 5.1). */
export const INVITE_CONTACT = 'urn:xmpp:invite#invite';
/** The command that invites somebody to make an account. */
export const INVITE_ACCOUNT = 'urn:xmpp:invite#create-account';

/** An invitation that a server made. Whoever has its address may use it. */
export interface CreatedInvite {
  /** `xmpp:…`, to be handed on. */
  readonly uri: string;
  /** What it says. */
  readonly invitation: Invitation;
  /** A web page that explains it, `https:`. */
  readonly landingUrl?: string;
  /** Until when it is good: XEP-0082; absent: for ever. */
  readonly expires?: string;
}

/** Reads the form of a completed command; `undefined` where it holds no address of an invitation. */
export function readCreatedInvite(form: DataForm): CreatedInvite | undefined {
  const uri = formText(form, 'uri')?.trim() ?? '';
  const invitation = readInvitation(uri);
  if (invitation === undefined) return undefined;
  const landingUrl = formText(form, 'landing-url') ?? '';
  const expires = readDateTime(formText(form, 'expire') ?? '');
  return {
    uri,
    invitation,
    ...(/^https:\/\//i.test(landingUrl) && { landingUrl }),
    ...(expires !== undefined && { expires: formatDateTime(expires) }),
  };
}
