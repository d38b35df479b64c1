import type {
  BindingElement,
  CallExpression,
  Expression,
  NewExpression,
  Node,
  ObjectLiteralElementLike,
  ObjectLiteralExpression,
  ParameterDeclaration,
} from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { type Checker, type Symbol as TsSymbol, TypeFlags } from 'typescript/unstable/sync';
import { walk } from './project.ts';

/** The values of parameters when a function's body is read for one call of it. */
type Bound = ReadonlyMap<Node, readonly string[]>;

/** More texts than any statement has. Beyond this number the reader is on a wrong path. */
const MOST = 400;
const DEEPEST = 14;

/**
 * Every text that an expression can have, read from the source: literals, templates, constants of this and other files, conditions, joined
 * lists, and parameters by the calls of their function. Numbers become 1.
 *
 * Throws `Unreadable` if the text depends on anything else.
 */
export class Texts {
  readonly #checker: Checker;

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  of(node: Node, bound: Bound = new Map(), depth = 0): readonly string[] {
    if (depth > DEEPEST) throw new Unreadable(node);
    const found = this.#read(node, bound, depth + 1) ?? this.#byType(node);
    if (found === null) throw new Unreadable(node);
    const texts = [...new Set(found)];
    if (texts.length > MOST) throw new Unreadable(node);
    return texts;
  }

  #read(node: Node, bound: Bound, depth: number): readonly string[] | null {
    const of = (other: Node) => this.of(other, bound, depth);
    if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return [node.text];
    if (is.isNumericLiteral(node)) return [node.text];
    if (is.isTemplateExpression(node)) {
      return node.templateSpans.reduce<readonly string[]>(
        (texts, span) => product(product(texts, of(span.expression)), [span.literal.text]),
        [node.head.text],
      );
    }
    if (is.isParenthesizedExpression(node) || is.isAsExpression(node) || is.isSatisfiesExpression(node)) {
      return of(node.expression);
    }
    if (is.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
    if (is.isBinaryExpression(node)) {
      const sign = node.operatorToken.getText();
      if (sign === '+' && !this.#isNumber(node)) return product(of(node.left), of(node.right));
      if (sign === '??' || sign === '||') return [...of(node.left), ...of(node.right)];
      return null;
    }
    if (is.isIdentifier(node)) return this.#named(node, bound, depth);
    if (is.isCallExpression(node)) return this.#called(node, bound, depth);
    if (is.isPropertyAccessExpression(node)) return this.#property(node, bound, depth);
    if (is.isElementAccessExpression(node)) {
      const values = this.#values(node.expression);
      return values?.flatMap((value) => of(value)) ?? null;
    }
    return null;
  }

  /** By the checker's type: a literal, a union of literals, or a number. */
  #byType(node: Node): readonly string[] | null {
    const type = this.#checker.getTypeAtLocation(node);
    if (type === undefined) return null;
    const parts = type.isUnionType() ? (type.getTypes() ?? []) : [type];
    const texts = parts.map((part) =>
      part.isStringLiteralType() ? String(part.value) : (part.flags & TypeFlags.NumberLike) !== 0 ? '1' : null,
    );
    return texts.length > 0 && texts.every((text) => text !== null) ? texts : null;
  }

  #isNumber(node: Node): boolean {
    const type = this.#checker.getTypeAtLocation(node);
    return type !== undefined && (type.flags & TypeFlags.NumberLike) !== 0;
  }

  #declaration(node: Node): Node | undefined {
    let symbol: TsSymbol | undefined = this.#checker.getSymbolAtLocation(node);
    const first = symbol?.declarations[0]?.resolve();
    if (symbol !== undefined && first !== undefined && (is.isImportSpecifier(first) || is.isExportSpecifier(first))) {
      symbol = this.#checker.getAliasedSymbol(symbol);
    }
    return (symbol?.valueDeclaration ?? symbol?.declarations[0])?.resolve();
  }

  #named(node: Node, bound: Bound, depth: number): readonly string[] | null {
    const declared = this.#declaration(node);
    if (declared === undefined) return null;
    const held = bound.get(declared);
    if (held !== undefined) return held;
    if (is.isVariableDeclaration(declared)) {
      if (declared.initializer !== undefined) return this.of(declared.initializer, bound, depth);
      const loop = declared.parent.parent;
      if (is.isForOfStatement(loop)) return this.elements(loop.expression, bound, depth);
    }
    if (is.isParameterDeclaration(declared)) return this.#parameter(declared, depth);
    if (is.isBindingElement(declared)) return this.#bound(declared, bound, depth);
    return null;
  }

  /** A name that is destructured: `const { name } = object`. */
  #bound(declared: BindingElement, bound: Bound, depth: number): readonly string[] | null {
    const variable = (declared.parent as Node | undefined)?.parent;
    if (variable === undefined || !is.isVariableDeclaration(variable) || variable.initializer === undefined)
      return null;
    const name = (declared.propertyName ?? declared.name)?.getText();
    return this.#objects(variable.initializer, bound, depth).flatMap(([object, inner]) =>
      object.properties.flatMap((one) => {
        if (nameOf(one) !== name) return [];
        if (is.isPropertyAssignment(one)) return this.of(one.initializer, inner, depth);
        const value = is.isShorthandPropertyAssignment(one)
          ? this.#checker.getShorthandAssignmentValueSymbol(one)?.valueDeclaration?.resolve()
          : undefined;
        if (value === undefined || !is.isVariableDeclaration(value) || value.initializer === undefined) {
          throw new Unreadable(one);
        }
        return this.of(value.initializer, inner, depth);
      }),
    );
  }

  /** The object literals that an expression can be, each with the values of its parameters. */
  #objects(node: Node, bound: Bound, depth: number): readonly (readonly [ObjectLiteralExpression, Bound])[] {
    if (depth > DEEPEST) throw new Unreadable(node);
    const literal = this.#literal(node);
    if (literal === null) throw new Unreadable(node);
    if (is.isObjectLiteralExpression(literal)) return [[literal, bound]];
    if (is.isBinaryExpression(literal)) {
      return [literal.left, literal.right].flatMap((side) => this.#objects(side, bound, depth + 1));
    }
    if (is.isElementAccessExpression(literal)) {
      const list = this.#literal(literal.expression);
      if (list !== null && is.isObjectLiteralExpression(list)) {
        return list.properties.flatMap((one) =>
          is.isPropertyAssignment(one) ? this.#objects(one.initializer, bound, depth + 1) : [],
        );
      }
      // A list created elsewhere. Its elements are read after the ??.
      return [];
    }
    if (is.isCallExpression(literal)) {
      const made = this.#body(literal, bound, depth);
      if (made !== null) return made.results.flatMap((one) => this.#objects(one, made.bound, depth + 1));
    }
    throw new Unreadable(node);
  }

  /** The values of a parameter in every call of its function. */
  #parameter(parameter: ParameterDeclaration, depth: number): readonly string[] | null {
    const made = parameter.parent;
    if (!('parameters' in made)) return null;
    const at = (made.parameters as readonly Node[]).indexOf(parameter);
    if (is.isCallExpression(made.parent) && is.isPropertyAccessExpression(made.parent.expression)) {
      // The function is passed to `map` or a similar function, so its parameter is an element of the list.
      return at === 0 ? this.elements(made.parent.expression.expression, new Map(), depth) : null;
    }
    const calls = this.#calls(made);
    if (calls.length === 0) return null;
    return calls.flatMap((call) => {
      const given = call.arguments?.[at] ?? parameter.initializer;
      return given === undefined ? [] : this.of(given, new Map(), depth);
    });
  }

  #calls(made: Node): readonly (CallExpression | NewExpression)[] {
    const name = is.isConstructorDeclaration(made)
      ? made.parent
      : is.isVariableDeclaration(made.parent)
        ? made.parent
        : undefined;
    const calls: Node[] = [];
    if (name === undefined) {
      for (const { call } of this.#checker.getSignatureUsage(made)) calls.push(call?.resolve() ?? made);
    } else {
      walk(made.getSourceFile(), (node) => {
        if (!is.isCallExpression(node) && !is.isNewExpression(node)) return;
        if (is.isIdentifier(node.expression) && this.#declaration(node.expression) === name) calls.push(node);
      });
    }
    return calls.filter((call) => is.isCallExpression(call) || is.isNewExpression(call));
  }

  #called(node: Node, bound: Bound, depth: number): readonly string[] | null {
    if (!is.isCallExpression(node)) return null;
    if (is.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      if (name.text === 'join') {
        const between = node.arguments[0];
        const separators = between === undefined ? [','] : this.of(between, bound, depth);
        return separators.flatMap((separator) => this.#joined(expression, separator, bound, depth));
      }
      if (name.text === 'repeat') return this.of(expression, bound, depth);
      if (name.text === 'slice' || name.text === 'trim') return this.of(expression, bound, depth);
    }
    const made = this.#body(node, bound, depth);
    return made?.results.flatMap((result) => this.of(result, made.bound, depth)) ?? null;
  }

  /** The result of a call, and the values of its parameters. */
  #body(node: CallExpression, bound: Bound, depth: number): { results: Node[]; bound: Bound } | null {
    const declared = this.#checker.getResolvedSignature(node)?.declaration?.resolve();
    if (declared === undefined || !('body' in declared) || !('parameters' in declared)) return null;
    const inner = new Map(bound);
    (declared.parameters as readonly ParameterDeclaration[]).forEach((parameter, at) => {
      const given = node.arguments[at] ?? parameter.initializer;
      if (given === undefined) return;
      try {
        inner.set(parameter, this.of(given, bound, depth));
      } catch (error) {
        // A parameter that is not part of the text may be unknown.
        if (!(error instanceof Unreadable)) throw error;
      }
    });
    return { results: this.#results(declared.body as Node | undefined), bound: inner };
  }

  /** The expressions that a body returns. */
  #results(body: Node | undefined): Node[] {
    if (body === undefined) return [];
    if (!is.isBlock(body)) return [body];
    const found: Node[] = [];
    const see = (node: Node): void => {
      if (is.isArrowFunction(node) || is.isFunctionExpression(node)) return;
      if (is.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
      node.forEachChild(see);
    };
    see(body);
    return found;
  }

  #property(node: Node, bound: Bound, depth: number): readonly string[] | null {
    if (!is.isPropertyAccessExpression(node)) return null;
    const declared = this.#declaration(node.name);
    if (declared === undefined) return null;
    if (is.isPropertyAssignment(declared)) return this.of(declared.initializer, bound, depth);
    if (is.isPropertyDeclaration(declared)) {
      if (declared.initializer !== undefined) return this.of(declared.initializer, bound, depth);
      return this.#assigned(declared, node.name.text, depth);
    }
    // A member of the objects of a list, such as `{ sql }` in a loop.
    const values = this.#values(node.expression);
    return values?.flatMap((value) => this.of(value, bound, depth)) ?? null;
  }

  /** The values that a class assigns to one of its own fields. */
  #assigned(property: Node, name: string, depth: number): readonly string[] | null {
    const found: Expression[] = [];
    walk(property.parent, (node) => {
      if (!is.isBinaryExpression(node) || node.operatorToken.getText() !== '=') return;
      if (is.isPropertyAccessExpression(node.left) && node.left.name.text === name) found.push(node.right);
    });
    return found.length === 0 ? null : found.flatMap((value) => this.of(value, new Map(), depth));
  }

  /** The values of an object literal. */
  #values(node: Node): Node[] | null {
    const literal = this.#literal(node);
    if (literal === null || !is.isObjectLiteralExpression(literal)) return null;
    return literal.properties.flatMap((one) => (is.isPropertyAssignment(one) ? [one.initializer] : []));
  }

  /** The literal behind a name, through `as const` and similar forms. */
  #literal(node: Node): Node | null {
    if (is.isAsExpression(node) || is.isSatisfiesExpression(node) || is.isParenthesizedExpression(node)) {
      return this.#literal(node.expression);
    }
    if (is.isIdentifier(node)) {
      const declared = this.#declaration(node);
      if (declared !== undefined && is.isVariableDeclaration(declared) && declared.initializer !== undefined) {
        return this.#literal(declared.initializer);
      }
      return null;
    }
    return node;
  }

  /** The elements of a list, each with every text that it can have. */
  elements(node: Node, bound: Bound, depth: number): readonly string[] {
    return this.#list(node, bound, depth + 1).flat();
  }

  #joined(node: Node, separator: string, bound: Bound, depth: number): readonly string[] {
    const list = this.#list(node, bound, depth);
    return list.reduce<readonly string[]>(
      (texts, element, at) => product(at === 0 ? texts : product(texts, [separator]), element),
      [''],
    );
  }

  /** The elements of a mapped list. If they are unknown and not part of the text, two elements stand for any number of them. */
  #mapped(list: Node, parameter: Node | undefined, bound: Bound, depth: number): readonly (readonly string[])[] {
    try {
      return this.#list(list, bound, depth + 1);
    } catch (error) {
      if (parameter !== undefined || !(error instanceof Unreadable)) throw error;
      return [['?'], ['?']];
    }
  }

  #list(node: Node, bound: Bound, depth: number): readonly (readonly string[])[] {
    if (depth > DEEPEST) throw new Unreadable(node);
    const literal = this.#literal(node);
    if (literal !== null && is.isArrayLiteralExpression(literal)) {
      return literal.elements.flatMap((one) =>
        is.isSpreadElement(one) ? this.#list(one.expression, bound, depth + 1) : [this.of(one, bound, depth + 1)],
      );
    }
    if (literal !== null && is.isCallExpression(literal) && is.isPropertyAccessExpression(literal.expression)) {
      const { name, expression } = literal.expression;
      const [given] = literal.arguments;
      if (name.text === 'map' && given !== undefined && is.isArrowFunction(given)) {
        const [parameter] = given.parameters;
        return this.#mapped(expression, parameter, bound, depth).map((element) => {
          const inner = new Map(bound);
          if (parameter !== undefined) inner.set(parameter, element);
          return this.of(given.body, inner, depth + 1);
        });
      }
      if (name.text === 'fill' && given !== undefined) {
        const text = this.of(given, bound, depth + 1);
        return [text, text];
      }
      if (name.text === 'filter') return this.#list(expression, bound, depth + 1);
      if (name.text === 'keys' && expression.getText() === 'Object' && given !== undefined) {
        const object = this.#literal(given);
        if (object !== null && is.isObjectLiteralExpression(object)) {
          return object.properties.flatMap((one) => [nameOf(one) ?? []].map((key) => [key].flat()));
        }
      }
    }
    throw new Unreadable(node);
  }
}

/** The text depends on something that can't be read from the source. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(node: Node) {
    super(node.getText());
  }
}

const product = (left: readonly string[], right: readonly string[]): readonly string[] =>
  left.flatMap((one) => right.map((other) => one + other));

const nameOf = (property: ObjectLiteralElementLike): string | undefined =>
  is.isSpreadAssignment(property) ? undefined : property.name?.getText();
