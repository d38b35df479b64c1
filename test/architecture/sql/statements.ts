import type { CallExpression, Node } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { sourceFiles } from '../imports.ts';
import { type Sources, walk } from './project.ts';
import { Texts, Unreadable } from './texts.ts';

/** A place in the source that passes SQL to the database. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly call: CallExpression;
  /** Every text that it can pass; null if the source does not determine it. */
  readonly texts: readonly string[] | null;
  /** What could not be read. */
  readonly why: string;
}

/**
 * Files whose SQL belongs to the product: not the migrations, which define the schema, and not the practice vendors, which have their own.
 */
export const sqlFiles = (): string[] =>
  sourceFiles().filter((path) => /^src-main\/(?!practice\/|db\/migrations\/)/.test(path));

const RUNS = new Set(['prepare', 'exec']);
const RECEIVERS = /\b(?:Store|Database)\b/;

/** Every raw statement of the product. */
export function readPlaces({ checker, file }: Sources): Place[] {
  const texts = new Texts(checker);
  return sqlFiles().flatMap((path) => {
    const source = file(path);
    const found: Place[] = [];
    walk(source, (node) => {
      if (!isRun(node)) return;
      const receiver = checker.getTypeAtLocation(node.expression.expression);
      if (receiver === undefined || !RECEIVERS.test(checker.typeToString(receiver))) return;
      const line = source.text.slice(0, node.getStart()).split('\n').length;
      const [given] = node.arguments;
      if (given === undefined) return;
      try {
        found.push({ file: path, line, call: node, texts: texts.of(given), why: '' });
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        found.push({ file: path, line, call: node, texts: null, why: error.message });
      }
    });
    return found;
  });
}

/** A table named by a query of Kysely, or a piece of SQL within one. */
export interface Mention {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const NAMES_TABLE =
  /^(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|from|using|(?:inner|left|right|full|cross)Join)$/;

/** Every table that is named for Kysely, as a piece of SQL that names it. */
export function readMentions({ file }: Pick<Sources, 'file'>): Mention[] {
  return sqlFiles().flatMap((path) => {
    const source = file(path);
    const found: Mention[] = [];
    const add = (node: Node, text: string) =>
      found.push({ file: path, line: source.text.slice(0, node.getStart()).split('\n').length, text });
    walk(source, (node) => {
      if (is.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql')
        return add(node, node.template.getText());
      if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return;
      const [given] = node.arguments;
      if (given === undefined || !NAMES_TABLE.test(node.expression.name.text)) return;
      const names = is.isArrayLiteralExpression(given) ? given.elements : [given];
      for (const name of names) if (is.isStringLiteral(name)) add(name, `FROM ${name.text}`);
    });
    return found;
  });
}

type Run = CallExpression & {
  readonly expression: { readonly expression: Node; readonly name: { readonly text: string } };
};

function isRun(node: Node): node is Run {
  return (
    is.isCallExpression(node) && is.isPropertyAccessExpression(node.expression) && RUNS.has(node.expression.name.text)
  );
}
