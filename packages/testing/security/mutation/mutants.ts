/**
 * Each rule of security taken out of the code, one statement at a time: `main.ts` looks whether the
 * tests notice. A text stands once in its file; what stands elsewhere by now fails `mutants.test.ts`.
 */

/** One statement, and what takes its place. */
export interface Mutant {
  readonly rule: number;
  /** From the root of the project. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const mutants: readonly Mutant[] = [
  {
    rule: 1,
    file: 'stanza/core/jid.ts',
    from: "if (text === '') return { part: name, expected: 'at least one character', came: text };",
    to: '',
  },
  {
    rule: 1,
    file: 'stanza/core/jid.ts',
    from: 'if (octetsOf(prepared) > MAX_PART_OCTETS) return tooLong(name, text);',
    to: '',
  },
  {
    rule: 1,
    file: 'stanza/core/plain-address.ts',
    from: 'a-z{|}~]+`;',
    to: 'a-z{|}~]*`;',
  },
  {
    rule: 1,
    file: 'stanza/core/plain-address.ts',
    from: "const resource = '[ -~]+';",
    to: "const resource = '[ -~]*';",
  },
  {
    rule: 2,
    file: 'stanza/core/jid.ts',
    from: `  if (prepared instanceof Refusal) {
    return { part: name, expected: prepared.expected, came: text };
  }`,
    to: '  if (prepared instanceof Refusal) return text.toLowerCase();',
  },
  {
    rule: 3,
    file: 'xec/core/dispatch/handler.ts',
    from: '  if (raw !== undefined && from === undefined) {',
    to: "  if (raw === 'never' && from === undefined) {",
  },
  {
    rule: 6,
    file: 'xec/core/dispatch/handler.ts',
    from: `  const sender = from ?? engine.facts.account;
  if (type`,
    to: `  const sender = from ?? engine.facts.self;
  if (type`,
  },
  {
    rule: 6,
    file: 'xec/core/dispatch/handler.ts',
    from: `  const sender = from ?? engine.facts.account;
  return`,
    to: `  const sender = from ?? engine.facts.self;
  return`,
  },
  {
    rule: 7,
    file: 'xec/core/dispatch/replies.ts',
    from: '  return from?.toString() === to;',
    to: "  return from?.bare === to.split('/')[0];",
  },
  {
    rule: 7,
    file: 'xec/core/dispatch/replies.ts',
    from: "  if (record.kind === 'presence' && isPreparedAnew(from, to)) return true;",
    to: '  if (isPreparedAnew(from, to)) return true;',
  },
  {
    rule: 7,
    file: 'xec/core/dispatch/replies.ts',
    from: `    if (from === undefined) return true;
    const text`,
    to: `    if (from !== undefined) return true;
    const text`,
  },
  {
    rule: 7,
    file: 'xec/core/dispatch/replies.ts',
    from: '|| text === self.domain;',
    to: '|| text === self.domain || text.endsWith(self.domain);',
  },
  {
    rule: 7,
    file: 'xec/core/dispatch/replies.ts',
    from: 'if (to === self.bare) return from === undefined || from.toString() === self.bare;',
    to: 'if (to === self.bare) return from === undefined || from.bare === self.bare;',
  },
  {
    rule: 7,
    file: 'xec/core/dispatch/handler.ts',
    from: '  if (!mayAnswer(record, from, engine.facts.self)) {',
    to: "  if (engine.facts.self.domain === '') {",
  },
  {
    rule: 9,
    file: 'xec/core/dispatch/handler.ts',
    from: '  if (record?.kind !== kind) {',
    to: '  if (record === undefined) {',
  },
  {
    rule: 9,
    file: 'xec/core/dispatch/handler.ts',
    from: `  if (type === 'result' || type === 'error') {
    const record`,
    to: `  if (type !== 'get') {
    const record`,
  },
  {
    rule: 10,
    file: 'xec/core/dispatch/handler.ts',
    from: "typeof id === 'string' ? engine.pending.get(id) : undefined;",
    to: "typeof id === 'string' ? engine.pending.get(id.trim()) : undefined;",
  },
  { rule: 10, file: 'xec/core/runtime.ts', from: 'runtime.random(17)', to: 'runtime.random(8)' },
  {
    rule: 11,
    file: 'xec/core/dispatch/replies.ts',
    from: `  const waiter = engine.pending.take(record.id);
  unit.take(record.id);`,
    to: `  const waiter = undefined;
  unit.take(record.id);`,
  },
  {
    rule: 12,
    file: 'stanza/core/error.ts',
    from: 'else if (!found && isStanzaErrorCondition(name)) {',
    to: 'else if (!found) {',
  },
  {
    rule: 12,
    file: 'stanza/core/error.ts',
    from: `if (xmlns !== NS_STANZA_ERRORS) application.push({ name, xmlns });
    else if`,
    to: `if (xmlns === 'never') application.push({ name, xmlns });
    else if`,
  },
  {
    rule: 12,
    file: 'stanza/core/error.ts',
    from: `else if (!found && isStanzaErrorCondition(name)) {
      condition = name;`,
    to: `else if (isStanzaErrorCondition(name)) {
      condition = name;`,
  },
  {
    rule: 13,
    file: 'xec/core/dispatch/handler.ts',
    from: "  if ((type !== 'get' && type !== 'set') || childElements(stanza).length !== 1) {",
    to: "  if (type !== 'get' && type !== 'set') {",
  },
  {
    rule: 13,
    file: 'xec/core/dispatch/handler.ts',
    from: "  if ((type !== 'get' && type !== 'set') || childElements(stanza).length !== 1) {",
    to: '  if (childElements(stanza).length !== 1) {',
  },
  {
    rule: 13,
    file: 'xec/core/dispatch/handler.ts',
    from: `    if (this.#isRequest && !this.#isAnswered) {
      const condition`,
    to: `    if (this.#isRequest) {
      const condition`,
  },
  {
    rule: 14,
    file: 'xec/last-activity/last-activity.payload.ts',
    from: "from: 'subscriber',",
    to: "from: 'any',",
  },
  {
    rule: 14,
    file: 'xec/entity-time/entity-time.payload.ts',
    from: "from: 'subscriber',",
    to: "from: 'contact',",
  },
  {
    rule: 17,
    file: 'xec/roster/roster-update.payload.ts',
    from: "from: 'self',",
    to: "from: 'account',",
  },
  { rule: 17, file: 'xec/blocking/blocked.payload.ts', from: "from: 'self',", to: "from: 'any'," },
  {
    rule: 17,
    file: 'xec/blocking/unblocked.payload.ts',
    from: "from: 'self',",
    to: "from: 'any',",
  },
  {
    rule: 17,
    file: 'xec/core/dispatch/senders.ts',
    from: 'self: (from, { self }) => from.resource === undefined && from.bare === self.bare,',
    to: 'self: (from, { self }) => from.bare === self.bare,',
  },
  {
    rule: 18,
    file: 'xec/carbons/carbon-copy.payload.ts',
    from: "from: 'self',",
    to: "from: 'any',",
  },
  {
    rule: 18,
    file: 'stanza/carbons/carbons.ts',
    from: 'const wrapper = onlyChild(outer, isWrapper);',
    to: 'const wrapper = outer.children.filter(isElement).find(isWrapper);',
  },
  {
    rule: 18,
    file: 'stanza/carbons/carbons.ts',
    from: 'isElement(child) && isWrapper(child)) return undefined;',
    to: 'isElement(child) && isWrapper(child)) break;',
  },
  {
    rule: 18,
    file: 'stanza/carbons/carbons.ts',
    from: "if (direction === 'sent' && from.bare !== account.bare) return undefined;",
    to: '',
  },
  {
    rule: 19,
    file: 'xec/mam/mam-result.payload.ts',
    from: 'if (result === undefined || query?.archive !== ctx.from.toString()) return;',
    to: 'if (result === undefined || query === undefined) return;',
  },
  {
    rule: 19,
    file: 'xec/mam/mam-result.payload.ts',
    from: `    if (!isOwn && !spokeThere) return;
`,
    to: '',
  },
  {
    rule: 19,
    file: 'xec/mam/mam-result.payload.ts',
    from: "const query = result && ctx.fact('query', result.queryId);",
    to: "const query = result && [...ctx.facts('query').values()][0];",
  },
  {
    rule: 21,
    file: 'xec/pubsub/pep-node.ts',
    from: "from: definition.from ?? 'any',",
    to: "from: 'any',",
  },
  {
    rule: 25,
    file: 'xec/message/moderated.payload.ts',
    from: 'ctx.from.isBare ? readModeration(el) : undefined;',
    to: 'readModeration(el);',
  },
  {
    rule: 27,
    file: 'xec/message/message-content.ts',
    from: "return by === bare && announcesIds(facts.fact('announced', bare)?.features);",
    to: "return announcesIds(facts.fact('announced', bare)?.features);",
  },
  {
    rule: 27,
    file: 'xec/message/message-content.ts',
    from: "return by === bare && announcesIds(facts.fact('announced', bare)?.features);",
    to: 'return by === bare;',
  },
  {
    rule: 27,
    file: 'xec/message/message-content.ts',
    from: '  if (by !== room.bare || known === undefined) return false;',
    to: '  if (known === undefined) return false;',
  },
  {
    rule: 27,
    file: 'xec/message/message-content.ts',
    from: 'occupantId !== undefined && givesIds(sender, facts)',
    to: 'occupantId !== undefined',
  },
  {
    rule: 28,
    file: 'xec/message/message-content.ts',
    from: `    .filter(({ from }) => from !== undefined && by.includes(from))
`,
    to: '',
  },
  {
    rule: 28,
    file: 'xec/message/message-content.ts',
    from: `    .filter((delay) => isSensible(delay, facts.now()))
`,
    to: '',
  },
  {
    rule: 29,
    file: 'xec/core/dispatch/handler.ts',
    from: "  if (type === 'groupchat' && !engine.facts.isRoom(sender.bare)) {",
    to: "  if (type === 'never') {",
  },
  {
    rule: 29,
    file: 'xec/muc/muc-notice.payload.ts',
    from: `    if (!ctx.from.isBare) return;
`,
    to: '',
  },
  { rule: 29, file: 'xec/muc/muc-user.payload.ts', from: "from: 'room',", to: "from: 'any'," },
  {
    rule: 30,
    file: 'xec/muc/mediated-invitation.payload.ts',
    from: 'if (!from.isBare || from.bare === ctx.self.bare) return;',
    to: 'if (from.bare === ctx.self.bare) return;',
  },
  {
    rule: 32,
    file: 'xec/message/receipt-request.payload.ts',
    from: "from: 'subscriber',",
    to: "from: 'any',",
  },
  {
    rule: 32,
    file: 'xec/message/receipt-request.payload.ts',
    from: "if (typeof id !== 'string' || id === '' || readReceipt(stanza) !== undefined) return;",
    to: "if (typeof id !== 'string') return;",
  },
  {
    rule: 33,
    file: 'xec/caps/verify.ts',
    from: 'faultOf: (_reply, info) => capsFault(info),',
    to: 'faultOf: () => undefined,',
  },
  {
    rule: 33,
    file: 'xec/caps/verify.ts',
    from: 'faultOf: capabilityFault,',
    to: 'faultOf: () => undefined,',
  },
  {
    rule: 33,
    file: 'xec/caps/hear-of.ts',
    from: 'if (first === undefined || !maySeePresence(ctx, ctx.from.bare)) return;',
    to: 'if (first === undefined) return;',
  },
  {
    rule: 34,
    file: 'stanza/avatar/avatar.ts',
    from: 'return avatarId(base64) === id.toLowerCase() ? { base64 } : undefined;',
    to: 'return { base64 };',
  },
  {
    rule: 37,
    file: 'xec/core/dispatch/match.ts',
    from: `  if (types === undefined ? type === 'error' : !types.includes(type)) return false;
`,
    to: '',
  },
  {
    rule: 37,
    file: 'xec/core/dispatch/match.ts',
    from: "return under === 'stream' ? level === 1 : level === 2 && under === kind;",
    to: "return under === 'stream' ? level === 1 : under === kind;",
  },
  {
    rule: 37,
    file: 'xec/core/dispatch/match.ts',
    from: "return under === 'stream' ? level === 1 : level === 2 && under === kind;",
    to: "return under === 'stream' ? level === 1 : level === 2;",
  },
  {
    rule: 37,
    file: 'xec/core/dispatch/match.ts',
    from: '&& parent?.is(under[1].name, under[1].xmlns) === true;',
    to: ';',
  },
  {
    rule: 37,
    file: 'xec/core/dispatch/handler.ts',
    from: 'if (this.#seen >= limits.handlers) break;',
    to: '',
  },
  {
    rule: 38,
    file: 'stanza/core/parse/parse.ts',
    from: `    if (attrs[name] === undefined) attrs[name] = value;
    else this.defineInherited(attrs, name, value, start);`,
    to: `    if (Object.hasOwn(attrs, name)) this.defineInherited(attrs, name, value, start);
    attrs[name] = value;`,
  },
  {
    rule: 40,
    file: 'stanza/core/parse/parse.ts',
    from: `    if (this.at < this.source.length) this.refuseRest();
`,
    to: '',
  },
  {
    rule: 41,
    file: 'stanza/core/parse/parse.ts',
    from: `    if (Object.hasOwn(attrs, name)) {
      throw new XmlError('not-well-formed', 'an attribute that is there twice', start);
    }
`,
    to: '',
  },
  {
    rule: 41,
    file: 'stanza/core/parse/parse.ts',
    from: "if (fault !== undefined) throw new XmlError('not-well-formed', `an element ${fault}`, start);",
    to: '',
  },
  {
    rule: 41,
    file: 'stanza/core/parse/parse.ts',
    from: `    if (!this.source.startsWith(name, this.at)) this.refuseCloseTag(start);
`,
    to: '',
  },
  {
    rule: 42,
    file: 'stanza/core/parse/parse.ts',
    from: `    if (!this.source.startsWith(CDATA, this.at)) this.refuseMarkup();
`,
    to: '',
  },
  {
    rule: 44,
    file: 'stanza/core/parse/parse.ts',
    from: '    if (++this.depth > limits.maxDepth) {',
    to: '    if (++this.depth > limits.maxDepth * 1000) {',
  },
  {
    rule: 44,
    file: 'stanza/core/parse/parse.ts',
    from: '    if (++this.elements > limits.maxElements) {',
    to: '    if (++this.elements > limits.maxElements * 1000) {',
  },
  {
    rule: 44,
    file: 'stanza/core/parse/parse.ts',
    from: '      if (count > limits.maxAttributes) {',
    to: '      if (count > limits.maxAttributes * 1000) {',
  },
  {
    rule: 44,
    file: 'stanza/core/parse/parse.ts',
    from: '    if (isLongerThan(name, this.limits.maxNameBytes)) {',
    to: "    if (name === '') {",
  },
  {
    rule: 44,
    file: 'stanza/core/parse/parse.ts',
    from: '  if (isLongerThan(frame, limits.maxBytes)) {',
    to: "  if (frame === '!') {",
  },
  {
    rule: 46,
    file: 'packages/session/redirects.ts',
    from: `  if (!transport.isSecure && !transport.isLoopback) return undefined; // anybody may have said so
`,
    to: '',
  },
  {
    rule: 46,
    file: 'packages/session/redirects.ts',
    from: `  if (isLoopbackHost(url.hostname) && !transport.isLoopback) return undefined;
`,
    to: '',
  },
  {
    rule: 46,
    file: 'packages/session/redirects.ts',
    from: '  if (!SECURE.has(url.protocol) && (transport.isSecure || !isLoopbackHost(url.hostname))) {',
    to: "  if (url.protocol === 'never:') {",
  },
  {
    rule: 46,
    file: 'packages/session/redirects.ts',
    from: 'const MAX_REDIRECTS = 3;',
    to: 'const MAX_REDIRECTS = 300;',
  },
  {
    rule: 48,
    file: 'packages/session/login/open-stream.ts',
    from: "  if (version !== '1.0') {",
    to: "  if (version === 'never') {",
  },
  {
    rule: 48,
    file: 'packages/session/login/open-stream.ts',
    from: '  if (readJid(from)?.toString() !== domain) {',
    to: "  if (domain === '') {",
  },
  {
    rule: 50,
    file: 'packages/session/sasl/choose-mechanism.ts',
    from: 'return hasPassword && policy.allowPlain && isPrivate;',
    to: 'return hasPassword && policy.allowPlain;',
  },
  {
    rule: 50,
    file: 'packages/session/sasl/choose-mechanism.ts',
    from: 'return hasPassword && policy.allowPlain && isPrivate;',
    to: 'return hasPassword && isPrivate;',
  },
  {
    rule: 50,
    file: 'packages/session/sasl/choose-mechanism.ts',
    from: 'return hasPassword && (policy.allowLegacy?.includes(name) ?? false);',
    to: 'return hasPassword;',
  },
  {
    rule: 50,
    file: 'packages/session/sasl/choose-mechanism.ts',
    from: 'return rank(hashOf(name)) < rank(hashOf(pinned));',
    to: 'return false;',
  },
  {
    rule: 50,
    file: 'packages/session/sasl/choose-mechanism.ts',
    from: `  ...scramNames.map((name) => \`\${name}-PLUS\` as const),
  ...scramNames,`,
    to: `  ...scramNames.map((name) => \`\${name}-PLUS\` as const),
  ...[...scramNames].reverse(),`,
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram.ts',
    from: `    if (!this.#isVerified) throw unproven('The server said success and proved nothing.');
`,
    to: '',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram.ts',
    from: 'if (expected === undefined || !equalInConstantTime(signature, expected)) {',
    to: 'if (expected === undefined) {',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: '  if (!nonce.startsWith(ownNonce) || nonce.length === ownNonce.length) {',
    to: '  if (!nonce.startsWith(ownNonce)) {',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: '  if (!nonce.startsWith(ownNonce) || nonce.length === ownNonce.length) {',
    to: '  if (nonce.length === ownNonce.length) {',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: 'if (count >= MIN_ITERATIONS && count <= MAX_ITERATIONS) return count;',
    to: 'if (count <= MAX_ITERATIONS) return count;',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: 'if (count >= MIN_ITERATIONS && count <= MAX_ITERATIONS) return count;',
    to: 'if (count >= MIN_ITERATIONS) return count;',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: 'if (salt === undefined || salt.length === 0)',
    to: 'if (salt === undefined)',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: `  if (text.startsWith('m=')) {
    throw mandatoryExtension();
  }
`,
    to: '',
  },
  {
    rule: 51,
    file: 'packages/session/sasl/scram-message.ts',
    from: `  if (rest.some((part) => part.startsWith('m='))) throw mandatoryExtension();
`,
    to: '',
  },
  {
    rule: 52,
    file: 'packages/session/login/sasl2-login.ts',
    from: "  checkAccount(stream, account, jid, 'knows us as another account');",
    to: '  void jid;',
  },
  {
    rule: 52,
    file: 'packages/session/login/bind.ts',
    from: '  if (jid.domain === domain && (local ?? jid.local) === jid.local) return;',
    to: '  if (jid.domain === domain) return;',
  },
  {
    rule: 52,
    file: 'packages/session/login/bind.ts',
    from: '  if (jid.domain === domain && (local ?? jid.local) === jid.local) return;',
    to: '  if ((local ?? jid.local) === jid.local) return;',
  },
  {
    rule: 53,
    file: 'stanza/stream-management/stream-management.ts',
    from: '  return count < MODULUS ? count : undefined;',
    to: '  return count % MODULUS;',
  },
  {
    rule: 53,
    file: 'stanza/stream-management/stream-management.ts',
    from: '!unsignedInt.test(text)) return undefined;',
    to: "text === '') return undefined;",
  },
  {
    rule: 53,
    file: 'packages/session/login/managed-login.ts',
    from: `  if (resumed === asked?.reveal()) return;
`,
    to: `  if (resumed !== '') return;
`,
  },
  {
    rule: 54,
    file: 'xec/core/engine/rehydration.ts',
    from: `  if (record.session !== name) return \`expected session \${name}, got \${record.session}\`;
`,
    to: '',
  },
  {
    rule: 54,
    file: 'xec/core/engine/record.ts',
    from: `  if (!read.success) return issuesText(read.issues);
`,
    to: `  if (!read.success) return stored as PendingRecord;
`,
  },
  {
    rule: 58,
    file: 'stanza/xhtml/sanitise.ts',
    from: '  if (el.getNS() !== NS_XHTML || silent.has(name)) return [];',
    to: '  if (el.getNS() !== NS_XHTML) return [];',
  },
  {
    rule: 58,
    file: 'stanza/xhtml/sanitise.ts',
    from: '  if (el.getNS() !== NS_XHTML || silent.has(name)) return [];',
    to: '  if (silent.has(name)) return [];',
  },
  {
    rule: 58,
    file: 'stanza/xhtml/sanitise.ts',
    from: `  if (!elements.has(name)) return content(el);
`,
    to: '',
  },
  {
    rule: 58,
    file: 'stanza/xhtml/sanitise.ts',
    from: '{ href: when(isLinkable), type: mediaType, title: anyText }',
    to: '{ href: anyText, type: mediaType, title: anyText }',
  },
  {
    rule: 58,
    file: 'stanza/xhtml/sanitise.ts',
    from: '{ src: when(isLoadable), alt',
    to: '{ src: anyText, alt',
  },
  {
    rule: 58,
    file: 'stanza/xhtml/sanitise.ts',
    from: '{ style: allowedStyle };',
    to: '{ style: anyText };',
  },
  {
    rule: 62,
    file: 'stanza/core/raster-image.ts',
    from: '  return beginnings.find(([, beginning]) => begins(text, beginning))?.[0];',
    to: "  return text === '' ? undefined : 'image/png';",
  },
];
