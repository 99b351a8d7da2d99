import { Variable, type Operation, type OperationElement, type SelectionSet } from '@apollo/federation-internals';
import { NotCovered } from './not-covered.ts';

type Values = Readonly<Record<string, unknown>>;

/** The values of `@skip` and `@include` variables in one request. */
export interface ConditionValues {
  /** The same for the same values: the key of the code that is generated for them. */
  readonly key: string;
  readonly values: Readonly<Record<string, boolean>>;
}

/** Reads the variables that decide about fields. Null: one of them is not a boolean, which is an error of the whole operation. */
export type ReadConditions = (variables: Values) => ConditionValues | null;

/** With each more, twice as much code may be generated for an operation. */
const maxConditions = 8;

const unconditional: ConditionValues = { key: '', values: {} };

/** @param ofPlan variables of the plan's conditions */
export function compileConditions(operation: Operation, ofPlan: ReadonlySet<string>): ReadConditions {
  const names = [...new Set([...ofPlan, ...conditionsOf(operation.selectionSet)])];
  if (names.length > maxConditions) throw new NotCovered('TOO_MANY_CONDITIONS');
  if (names.length === 0) return () => unconditional;
  const defaults = operation.collectDefaultedVariableValues() as Values;
  return (variables) => {
    let key = '';
    const values: Record<string, boolean> = Object.create(null) as Record<string, boolean>;
    for (const name of names) {
      const value = Object.hasOwn(variables, name) ? variables[name] : defaults[name];
      if (typeof value !== 'boolean') return null;
      values[name] = value;
      key += value ? '1' : '0';
    }
    return { key, values };
  };
}

/** The values of `if` in the first `@skip` and the first `@include`, as @apollo/gateway reads them. */
function conditionsAt(element: OperationElement): { readonly skip: unknown; readonly include: unknown } {
  const schema = element.schema();
  const [skip] = element.appliedDirectivesOf(schema.skipDirective());
  const [include] = element.appliedDirectivesOf(schema.includeDirective());
  return { skip: skip?.arguments().if ?? false, include: include?.arguments().if ?? true };
}

export function isSkipped(element: OperationElement, values: Readonly<Record<string, boolean>>): boolean {
  const { skip, include } = conditionsAt(element);
  const valueOf = (condition: unknown) => (condition instanceof Variable ? values[condition.name] : condition);
  return valueOf(skip) === true || valueOf(include) === false;
}

function conditionsOf(root: SelectionSet): Set<string> {
  const names = new Set<string>();
  const seen = new Set<SelectionSet>();
  const visit = (set: SelectionSet): void => {
    if (seen.has(set)) return;
    seen.add(set);
    for (const { element, selectionSet } of set.selections()) {
      for (const condition of Object.values(conditionsAt(element)))
        if (condition instanceof Variable) names.add(condition.name);
      if (selectionSet) visit(selectionSet);
    }
  };
  visit(root);
  return names;
}
