/** `docs/security.md`: what we defend against, each rule, what is done for it, and which tests show it. */
import { boundsSection } from './bounds/index.js';
import { namedTests, type NamedTest } from './named-tests.js';
import { awaited, ruleGroups, type Rule } from './rules.js';

const HEAD = `# Security

Whom we expect, what we do about it, and how it is shown. The rules and tests below are made from
\`packages/testing/security/rules.ts\` and the tests that carry their numbers
(\`XEC_WRITE_EXPECTATIONS=1 npm test -- packages/testing/security\`); do not edit them here.

## Whom we expect

| who | can | must not |
|---|---|---|
| a hostile contact or stranger | send any stanza that the server lets through, as often as it lets them | speak for others, end our requests, change lists, learn when we are here without our presence, make us fetch, fill our memory |
| a hostile room | say anything in its own name and that of its occupants | reach beyond itself: other rooms, contacts, the account |
| a hostile server, or somebody on the way | answer anything, redirect, offer weak logins, forge addresses | get the password, lower what was agreed before, lead us to less secure places or into a private network |
| a hostile page in the browser | open sockets and send requests with the user’s cookies | read packets, ask actions, keep a sign-in |
| somebody with the journal’s file | read and change records | log in with it, run code, block other sessions |

What the own server says of the own account is believed: it could read and forge everything there anyway. Against that
stands only the end-to-end encryption of the provider (see the room \`omemo\`).

Nothing here was reviewed by anybody outside of the project. Report what you find to the maintainers in private, before it
is public.

## Rules
`;

/** The page, as it should be. */
export function securityPage(): string {
  const tests = grouped(namedTests());
  const sections = ruleGroups.map(
    ({ title, rules }) =>
      `### ${title}\n\n${rules.map((rule) => ruleText(rule, tests)).join('\n')}`,
  );
  return `${HEAD}\n${sections.join('\n')}\n${boundsSection()}`;
}

type ByRule = ReadonlyMap<number, readonly NamedTest[]>;

function grouped(tests: readonly NamedTest[]): ByRule {
  const byRule = new Map<number, NamedTest[]>();
  for (const test of tests) byRule.set(test.rule, [...(byRule.get(test.rule) ?? []), test]);
  return byRule;
}

function ruleText({ number, rule, source, done }: Rule, tests: ByRule): string {
  const shown = (tests.get(number) ?? []).map(testText);
  const waits = awaited[number];
  return [
    `**${String(number)}.** ${rule} *${source}.*`,
    '',
    `Done: ${done}`,
    '',
    ...(shown.length > 0 ? shown : [`- not shown yet: ${waits ?? 'nothing'}`]),
    '',
  ].join('\n');
}

const testText = ({ kind, what, file }: NamedTest): string => `- ${kind}: ${what} (\`${file}\`)`;
