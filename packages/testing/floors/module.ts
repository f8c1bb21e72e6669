/**
 * What a source file imports.
 */
import ts from 'typescript';

/** One import, export-from, `import()` or `import('…')` type. */
export interface Import {
  /** As written: `@xec/stanza`, `../core/packet.js`, `node:fs`. */
  readonly specifier: string;
  /** Whether nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
}

/** A source file, by its path from the root of the project. */
export interface Module {
  readonly path: string;
  readonly imports: readonly Import[];
}

/**
 * Reads the imports out of the text of a file.
 *
 * `import { type A }` counts as an import of values: under `verbatimModuleSyntax` the module is
 * still loaded. `declare module` adds to types of others and imports nothing.
 */
export function readModule(path: string, text: string): Module {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      imports.push({ specifier: specifier.text, isTypeOnly });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext));
  return { path, imports };
}
