/** Where secrets are revealed: in the places that send them, and compute with them. Rule 56. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { projectRoot } from '../root/index.js';
import { genuine, hostile } from './test-of-rule.js';

/** Each file that reveals secrets, and how often. Who adds one says here that it must be. */
const places: Readonly<Record<string, number>> = {
  'session/login/authenticate.ts': 2, // <auth/>, <response/>
  'session/login/authenticate2.ts': 3, // <initial-response/>, <response/>, <hash/>
  'session/login/component-login.ts': 1, // the handshake
  'session/login/managed-login.ts': 2, // <resume/>, and whether it is that stream which goes on
  'session/login/sasl2-login.ts': 1, // <resume/>
  'session/login/stream-id.ts': 2, // for the journal: sealed, or in clear without a vault
  'session/login/token.ts': 1, // for the vault
  'session/sasl/cram-md5.ts': 1,
  'session/sasl/digest-md5.ts': 1,
  'session/sasl/hashed-token.ts': 1,
  'session/sasl/oauth.ts': 1,
  'session/sasl/plain.ts': 1,
  'session/sasl/scram-keys.ts': 2, // for the vault
  'session/sasl/scram.ts': 3,
  'session/sasl/upgrade.ts': 1,
  'transport/client-certificate.ts': 1, // for Node's TLS
  'transport-bosh/requests.ts': 2, // the session's id within a request, and the request
};

/** Calls that tell somebody something. */
const tells = /(?:^|\.)(?:debug|info|warn|error|log|fault|onFault|emit|deliver|fail|failWith)$/u;

/** Where a secret is revealed in the text of a file, and the line of each that somebody is told of. */
function revealsIn(text: string): { readonly count: number; readonly told: readonly string[] } {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const told: string[] = [];
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (isReveal(node)) {
      count += 1;
      if (isTold(node)) told.push(lineOf(source, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { count, told };
}

const isReveal = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === 'reveal';

/** Whether it is part of a template, of what is thrown, or of an argument of a call that tells. */
function isTold(node: ts.Node): boolean {
  for (let at: ts.Node = node; !ts.isStatement(at); at = at.parent) {
    if (ts.isTemplateSpan(at)) return true;
    if (ts.isNewExpression(at) && /(?:Error|End)$/u.test(at.expression.getText())) return true;
    if (ts.isCallExpression(at) && tells.test(at.expression.getText())) return true;
  }
  return false;
}

const lineOf = (source: ts.SourceFile, node: ts.Node): string =>
  String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);

const folder = `${projectRoot}packages/`;
const files = ['session', 'transport', 'transport-bosh', 'transport-tcp', 'transport-websocket']
  .flatMap((name) =>
    readdirSync(folder + name, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${name}/${file}`,
    ),
  )
  .filter((file) => /^[^/]+\/(?!dist|node_modules).*(?<!\.test|\.d)\.ts$/u.test(file))
  .sort();

describe('a secret of a login', () => {
  hostile(56, 'is revealed in no log call, no error and no text of sessions and transports', () => {
    expect(files.length).toBeGreaterThan(50);
    const told = files.flatMap((file) =>
      revealsIn(readFileSync(folder + file, 'utf8')).told.map((line) => `${file}:${line}`),
    );
    expect(told).toEqual([]);
  });

  genuine(56, 'is revealed where it is sent or computed with, and nowhere else', () => {
    const counts = files
      .map((file) => [file, revealsIn(readFileSync(folder + file, 'utf8')).count] as const)
      .filter(([, count]) => count > 0);
    expect(Object.fromEntries(counts)).toEqual(places);
  });

  it.each([
    ['a line of the log', 'log.info("x", { password: password.reveal() });'],
    ['a fault', 'this.#owner.engine.fault(token.reveal(), "x");'],
    ['an error', 'throw new SaslError("x", id?.reveal());'],
    ['a template', 'const text = `password: ${password.reveal()}`;'],
    ['a packet', 'engine.emit("x", { id: id.reveal() });'],
  ])('is noticed in %s', (_what, text) => {
    expect(revealsIn(text).told).toEqual(['1']);
    expect(revealsIn('stream.sendElement(auth(payload.reveal()));').told).toEqual([]);
  });
});
