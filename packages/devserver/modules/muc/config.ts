/**
 * The configuration of a room (XEP-0045 section 10.1.3).
 */
import { fieldTexts, formField, type DataForm, type FormField } from '@xec/stanza';

const PREFIX = 'muc#roomconfig_';
export const ROOM_CONFIG = 'http://jabber.org/protocol/muc#roomconfig';

const whois = [
  { value: 'moderators', label: 'Moderators only' },
  { value: 'anyone', label: 'Anyone' },
];

/** As a new room has it, and what each thing is called. */
const fields = {
  roomname: { type: 'text-single', value: '', label: 'Title' },
  roomdesc: { type: 'text-single', value: '', label: 'Description' },
  persistentroom: { type: 'boolean', value: '0', label: 'Stays when the last one has left' },
  publicroom: { type: 'boolean', value: '1', label: 'Is listed' },
  passwordprotectedroom: { type: 'boolean', value: '0', label: 'Wants a password' },
  roomsecret: { type: 'text-private', value: '', label: 'Password' },
  membersonly: { type: 'boolean', value: '0', label: 'For members only' },
  moderatedroom: { type: 'boolean', value: '0', label: 'Voice is given by moderators' },
  changesubject: { type: 'boolean', value: '0', label: 'Anyone changes the subject' },
  allowinvites: { type: 'boolean', value: '1', label: 'Anyone invites' },
  whois: { type: 'list-single', value: 'moderators', label: 'Who sees JIDs' },
} as const;

type Name = keyof typeof fields;
const names = Object.keys(fields) as Name[]; // keys of that very table

export class RoomConfig {
  readonly #values = new Map<Name, string>(names.map((name) => [name, fields[name].value]));

  is(name: Name): boolean {
    return this.text(name) === '1';
  }

  text(name: Name): string {
    return this.#values.get(name) ?? '';
  }

  get form(): DataForm {
    return {
      type: 'form',
      title: 'Configuration',
      instructions: [],
      formType: ROOM_CONFIG,
      fields: names.map((name): FormField => {
        const { type, label } = fields[name];
        const base = { var: `${PREFIX}${name}`, label };
        const value = this.text(name);
        if (type === 'boolean') return { ...base, type, value: value === '1' };
        return type === 'list-single'
          ? { ...base, type, value, options: whois }
          : { ...base, type, value };
      }),
    };
  }

  /** Takes what the form names. @returns the codes to tell of it (section 10.2.1), or a field that is wrong */
  take(form: DataForm): readonly number[] | { readonly wrong: string } {
    const taken = new Map<Name, string>();
    for (const name of names) {
      const field = formField(form, `${PREFIX}${name}`);
      if (field === undefined) continue;
      const text = fieldTexts(field)[0] ?? '';
      const { type } = fields[name];
      const value =
        type === 'boolean' ? (text === 'true' ? '1' : text === 'false' ? '0' : text) : text;
      const isRight =
        (type !== 'boolean' || value === '1' || value === '0') &&
        (type !== 'list-single' || whois.some((option) => option.value === value));
      if (!isRight) return { wrong: name };
      taken.set(name, value);
    }
    const before = this.text('whois');
    for (const [name, value] of taken) this.#values.set(name, value);
    if (before === this.text('whois')) return [104];
    return [this.text('whois') === 'anyone' ? 172 : 173, 104];
  }

  /** What disco#info says of it (section 6.4). */
  get features(): string[] {
    const either = (name: Name, yes: string, no: string): string => (this.is(name) ? yes : no);
    return [
      either('persistentroom', 'muc_persistent', 'muc_temporary'),
      either('publicroom', 'muc_public', 'muc_hidden'),
      either('membersonly', 'muc_membersonly', 'muc_open'),
      either('moderatedroom', 'muc_moderated', 'muc_unmoderated'),
      this.password === undefined ? 'muc_unsecured' : 'muc_passwordprotected',
      this.text('whois') === 'anyone' ? 'muc_nonanonymous' : 'muc_semianonymous',
    ];
  }

  /** The password, where there is one. Prosody takes the secret alone for it; so does this. */
  get password(): string | undefined {
    const secret = this.text('roomsecret');
    return secret === '' ? undefined : secret;
  }
}
