/** Runs in pages: widgets on a source that a test speaks for, with an archive that answers. */
import type { PacketSource, SourceState, WidgetPacket } from '@xec/packet-source';
import { defineWidgets } from '../define.js';

const self = 'juliet@capulet.example';
const romeo = 'romeo@montague.example';

interface Said {
  readonly n: number;
  readonly isOwn: boolean;
  readonly at: number;
  readonly body: string;
}

/** What a test does with the page. */
export interface Stage {
  /** Fills Romeo's archive, and shows what is named. */
  show(tag: string, count: number, props?: object): Promise<void>;
  tell(key: string, content: unknown, at?: number): void;
  /** Romeo says something now. */
  say(body: string, more?: object): void;
  /** What was requested, as `Message/Publish`. */
  asked(action: string): unknown[];
  /** Somebody says something that nobody tells us. */
  miss(body: string): void;
  /** Refuses requests of an action: the next one, or so many; 0: none any more. */
  refuse(action: string, text: string, times?: number): void;
  online(resumed?: boolean): void;
}

const archive: Said[] = [];
const requests: { action: string; params: unknown }[] = [];
const refusals = new Map<string, { text: string; times: number }>();
const subscriptions = new Set<(packet: WidgetPacket) => void>();
let seq = 0;

function tell(key: string, content: unknown, at = Date.now()): void {
  seq += 1;
  for (const run of [...subscriptions]) run({ key, content, seq, at });
}

const state: SourceState = { state: 'open', isLive: true };
const source: PacketSource = {
  state,
  subscribe(patterns: readonly string[], run: (packet: never) => void) {
    const deliver = run as (packet: WidgetPacket) => void; // tests tell contents that fit
    const subscription = (packet: WidgetPacket): void => {
      if (patterns.includes(packet.key)) deliver(packet);
    };
    subscriptions.add(subscription);
    return () => subscriptions.delete(subscription);
  },
  onState: () => () => undefined,
  onResync: () => () => undefined,
  connect: () => undefined,
  async request(action, params) {
    requests.push({ action, params });
    await new Promise((resolve) => setTimeout(resolve)); // answers come later
    const refusal = refusals.get(action);
    if (refusal !== undefined && refusal.times > 0) {
      refusal.times -= 1;
      throw new Error(refusal.text);
    }
    return act(action, params as Record<string, never>); // what widgets ask with
  },
};

interface Query {
  readonly queryId: string;
  readonly page: { readonly max: number; readonly before?: string; readonly after?: string };
}

function act(action: string, params: Record<string, never>): unknown {
  if (action === 'MAM/Get') return query(params as unknown as Query); // its schema
  const id = `s${seq}`;
  if (action === 'Message/Publish') tell('message_publish_handle', { ...params, id });
  if (action === 'Message/Reactions') tell('message_reactions_handle', params);
  if (action === 'Message/Retract') tell('message_retract_handle', params);
  if (action === 'Message/Displayed') tell('message_displayed_handle', params);
  return params;
}

function query({ queryId, page }: Query): unknown {
  const place = (id: string): number => archive.findIndex(({ n }) => `a${n}` === id);
  const start = page.after === undefined ? 0 : place(page.after) + 1;
  const end = page.before === undefined || page.before === '' ? archive.length : place(page.before);
  const all = archive.slice(start, end);
  const some =
    page.max === 0 ? [] : page.before === undefined ? all.slice(0, page.max) : all.slice(-page.max);
  for (const { n, isOwn, at, body } of some) {
    const message = {
      ...{ type: 'chat', id: `m${n}`, body, stanzaIds: [], hints: [], markable: true },
      from: isOwn ? `${self}/phone` : `${romeo}/orchard`,
      to: isOwn ? romeo : self,
    };
    const delay = { stamp: new Date(at).toISOString() };
    tell('mamresult', { archive: self, queryId, id: `a${n}`, message, delay });
  }
  const counts = { page: { count: all.length }, received: some.length, isUnstable: false };
  const answer = { archive: self, queryId, isComplete: some.length === all.length, ...counts };
  tell('mam_get_handle', answer);
  return answer;
}

const online = (resumed = false): void =>
  tell('session_state', { state: 'online', jid: `${self}/balcony`, ...(resumed && { resumed }) });

const stage: Stage = {
  async show(tag, count, props = {}) {
    const begin = Date.now() - (count + 10) * 60_000;
    for (let n = 0; n < count; n += 1) {
      const body = `Line ${n}: ${'word '.repeat((n * 7) % 23)}*and* more`;
      archive.push({ n, isOwn: n % 3 === 0, at: begin + n * 60_000, body });
    }
    const element = document.createElement(tag);
    Object.assign(element, { source, jid: romeo, name: 'Romeo', ...props });
    document.body.append(element);
    await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete; // a widget
    online();
  },
  tell,
  say(body, more = {}) {
    const n = archive.length;
    archive.push({ n, isOwn: false, at: Date.now(), body });
    const id = { id: `m${n}`, stanzaIds: [{ by: self, id: `a${n}` }], hints: [], markable: true };
    tell('message', { from: `${romeo}/orchard`, type: 'chat', body, ...id, ...more });
  },
  asked: (action) => requests.filter((each) => each.action === action).map(({ params }) => params),
  miss: (body) => void archive.push({ n: archive.length, isOwn: false, at: Date.now(), body }),
  refuse: (action, text, times = 1) => void refusals.set(action, { text, times }),
  online,
};

defineWidgets();
document.documentElement.lang = 'en';
document.documentElement.style.height = '100%';
document.body.style.cssText = 'margin:0;height:100%;display:grid';
Object.assign(globalThis, { stage });
