import type { CriterionSetup, LeadFieldSetup } from '../model.ts';
import { compileComparison } from './compare.ts';
import { compileDateCompare } from './date-compare.ts';
import { compileDistance, type PlaceOf } from './distance.ts';
import { compileExpression, type ExpressionRunner } from './expression.ts';
import { compileFunction } from './functions.ts';
import { MET, NEGATIVE, OPERATORS, type Test, UNKNOWN, UNMET, Unreadable, type Verdict } from './verdict.ts';

/** A criterion compiled for testing many leads. */
export interface Predicate {
  readonly test: Test;
  /** Why it can't be compiled; null if it can. */
  readonly unreadable: string | null;
}

export interface CriterionPorts {
  readonly placeOf: PlaceOf;
  readonly expressions: ExpressionRunner;
}

/**
 * Compiles a criterion. An empty value only meets the negative operators. A criterion that can't be compiled, or not applied to a lead's
 * value, is never guessed: its verdict is UNKNOWN.
 */
export function compileCriterion(
  criterion: CriterionSetup,
  field: LeadFieldSetup | undefined,
  ports: CriterionPorts,
): Predicate {
  const known = OPERATORS.has(criterion.operator);
  const whenEmpty: Verdict =
    !known || field?.computed === true ? UNKNOWN : NEGATIVE.has(criterion.operator) ? MET : UNMET;
  try {
    if (!known) throw new Unreadable(`the operator "${criterion.operator}" is not documented`);
    const test = compileTest(criterion, field?.dataType ?? 'Varchar', ports);
    return { unreadable: null, test: (given, now) => (given === '' ? whenEmpty : test(given, now)) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { unreadable: error.message, test: (given) => (given === '' ? whenEmpty : UNKNOWN) };
  }
}

function compileTest(criterion: CriterionSetup, dataType: string, ports: CriterionPorts): Test {
  const { type, operator, value } = criterion;
  switch (type) {
    case 'FieldValue':
    case '':
      return compileOperator(operator, value, dataType, ports);
    case 'Expression':
      return compileExpression(criterion, ports.expressions);
    case 'Function':
      return compileFunction(criterion, (of) => compileOperator(operator, of, 'Decimal', ports));
    default:
      throw new Unreadable(`the type "${type}" is not documented`);
  }
}

function compileOperator(operator: string, value: string, dataType: string, ports: CriterionPorts): Test {
  if (operator === 'DateCompare') return compileDateCompare(value);
  if (operator === 'Distance_Compare') return compileDistance(value, ports.placeOf);
  return compileComparison(operator, value, dataType);
}
