import type { ColumnDefinition } from 'better-sqlite3';
import type { Node, TypeNode } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';
import { type Sources, walk } from './project.ts';
import type { Place } from './statements.ts';

/** The form in which a statement's rows are read: objects, arrays (`raw`), or only the first column (`pluck`). */
export interface Declared {
  readonly as: 'object' | 'raw' | 'pluck';
  readonly type: Type;
}

/** The row type that is declared where a statement is prepared, or that its rows are cast to; null if there is none. */
export function declaredRow(checker: Checker, { call }: Place): Declared | null {
  let as: Declared['as'] = 'object';
  let reads: 'get' | 'all' | 'iterate' | null = null;
  let node: Node = call;
  let cast: TypeNode | null = null;
  while (true) {
    const parent: Node = node.parent;
    if (is.isPropertyAccessExpression(parent) && is.isCallExpression(parent.parent)) {
      const name = parent.name.text;
      if (name === 'pluck' || name === 'raw') as = name;
      else if (name === 'get' || name === 'all' || name === 'iterate') reads = name;
      else break;
      node = parent.parent;
      if (reads !== null) {
        if (is.isAsExpression(node.parent)) cast = node.parent.type;
        break;
      }
    } else break;
  }
  // A statement that is passed on may still be made `raw` or `pluck` where it is read.
  const [, given] = call.typeArguments ?? [];
  if (cast !== null) {
    const type = checker.getTypeFromTypeNode(cast);
    if (type === undefined) return null;
    if (reads !== 'all') return { as, type };
    const element =
      checker.isArrayLikeType(type) && type.isTypeReference() ? checker.getTypeArguments(type)[0] : undefined;
    return element === undefined ? null : { as, type: element };
  }
  const type = given === undefined ? undefined : checker.getTypeFromTypeNode(given);
  return type === undefined ? null : { as, type };
}

/** The differences between a declared row type and the statement's columns; empty if there are none. */
export function mismatches(checker: Checker, { as, type }: Declared, columns: readonly ColumnDefinition[]): string[] {
  const parts = partsOf(type).filter((part) => (part.flags & (TypeFlags.Undefined | TypeFlags.Null)) === 0);
  const [only] = parts;
  const isTuple = only?.isTupleType() || (only?.isTypeReference() && checker.isTupleType(only));
  const isPlain = parts.every((part) => !(part.isObjectType() || part.isIntersectionType()) || isBytes(checker, part));
  if (isPlain) {
    if (columns.length !== 1) return [`one value is declared, and there are ${columns.length} columns`];
    return kindOf(checker, 'its value', type, columns[0]);
  }
  if (only === undefined || parts.length > 1) return [];
  if (isTuple || checker.isArrayLikeType(only)) {
    if (as !== 'raw' && as !== 'object') return ['a list is declared'];
    if (!isTuple || !only.isTypeReference()) return [];
    const elements = checker.getTypeArguments(only);
    if (elements.length !== columns.length)
      return [`${elements.length} columns are declared, and there are ${columns.length}`];
    return elements.flatMap((element, at) => kindOf(checker, `column ${at}`, element, columns[at]));
  }
  const declared = new Map(checker.getPropertiesOfType(only).map((property) => [property.name, property]));
  const names = new Set(columns.map(({ name }) => name));
  return [
    ...[...declared.keys()].filter((name) => !names.has(name)).map((name) => `no column ${name}`),
    ...[...names].filter((name) => !declared.has(name)).map((name) => `column ${name} is not declared`),
    ...columns.flatMap((column) => {
      const property = declared.get(column.name);
      const held = property === undefined ? undefined : checker.getTypeOfSymbol(property);
      return held === undefined ? [] : kindOf(checker, column.name, held, column);
    }),
  ];
}

const partsOf = (type: Type): readonly Type[] => (type.isUnionType() ? (type.getTypes() ?? []) : [type]);

const isBytes = (checker: Checker, type: Type): boolean => /^(?:Uint8Array|Buffer)\b/.test(checker.typeToString(type));

/** Whether a type can hold the values of a table's column. A computed value has no column, and any type is accepted. */
function kindOf(checker: Checker, name: string, type: Type, column: ColumnDefinition | undefined): string[] {
  if (column === undefined || column.table === null) return [];
  const wanted = partsOf(type).filter((part) => (part.flags & (TypeFlags.Undefined | TypeFlags.Null)) === 0);
  const fits = (part: Type): boolean => {
    if ((part.flags & (TypeFlags.Unknown | TypeFlags.Any)) !== 0) return true;
    if (column.type === 'INTEGER' || column.type === 'REAL') return (part.flags & TypeFlags.NumberLike) !== 0;
    if (column.type === 'TEXT') return (part.flags & TypeFlags.StringLike) !== 0;
    if (column.type === 'BLOB') return isBytes(checker, part);
    return true;
  };
  return wanted.some(fits) ? [] : [`${name} is ${column.type}, declared ${checker.typeToString(type)}`];
}

/** The tables that are declared for Kysely by the type `Tables`, each with its columns. */
export function tablesForKysely({ checker, file }: Pick<Sources, 'checker' | 'file'>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  walk(file('src-main/db/tables.ts'), (node) => {
    if (!is.isInterfaceDeclaration(node) || node.name.text !== 'Tables') return;
    const all = checker.getTypeAtLocation(node.name);
    for (const table of all === undefined ? [] : checker.getPropertiesOfType(all)) {
      const row = checker.getTypeOfSymbol(table);
      found.set(table.name, row === undefined ? [] : checker.getPropertiesOfType(row).map(({ name }) => name));
    }
  });
  return found;
}
