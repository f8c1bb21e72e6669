import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { projectRoot } from '../../root/index.js';

/** A member of an interface or an object, and the comment above it. */
export interface Commented {
  readonly name: string;
  /** The text of its comment, in one line; empty without one. */
  readonly comment: string;
}

/**
 * The members of `declared`, an interface or a constant object, and what their comments say.
 *
 * @param file from the root of the project
 * @throws Error where the file has no such declaration
 */
export function commentedMembers(file: string, declared: string): readonly Commented[] {
  const text = readFileSync(`${projectRoot}${file}`, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const members = source.statements.map((each) => membersOf(each, declared)).find((each) => each);
  if (members === undefined) throw new Error(`expected ${declared} in ${file}`);
  return members.map((member) => ({ name: nameOf(member), comment: commentOf(member, text) }));
}

type Member = ts.TypeElement | ts.ObjectLiteralElementLike;

function membersOf(statement: ts.Statement, declared: string): readonly Member[] | undefined {
  if (ts.isInterfaceDeclaration(statement)) {
    return statement.name.text === declared ? statement.members : undefined;
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  for (const { name, initializer } of statement.declarationList.declarations) {
    if (!ts.isIdentifier(name) || name.text !== declared || initializer === undefined) continue;
    if (ts.isObjectLiteralExpression(initializer)) return initializer.properties;
  }
  return undefined;
}

function nameOf({ name }: Member): string {
  if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) return name.text;
  throw new Error('expected members with plain names');
}

function commentOf(member: Member, text: string): string {
  const ranges = ts.getLeadingCommentRanges(text, member.getFullStart()) ?? [];
  const last = ranges.at(-1);
  if (last === undefined) return '';
  const comment = text.slice(last.pos, last.end);
  return comment
    .replace(/^\/\*\*|\*\/$/gu, '')
    .replace(/^\s*\*/gmu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
