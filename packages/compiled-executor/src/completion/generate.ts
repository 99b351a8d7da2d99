import { isObjectType, possibleRuntimeTypes, type CompositeType, type Type } from '@apollo/federation-internals';
import { literal, property, readOwn } from '../code.ts';
import { NotCovered } from '../not-covered.ts';
import { collectFields, typeOf, type CollectedField, type SelectionPart } from './collect.ts';
import { leafCondition } from './leaves.ts';

export interface GeneratedCode {
  readonly code: string;
  /** Values that the code uses, by name. */
  readonly constants: Readonly<Record<string, unknown>>;
}

/** Characters of the code for one operation. */
const maxLength = 400_000;

/**
 * Generates a function `(input, state)` that returns the answer's data from the fetched data. Null propagates as the schema
 * demands, and `state.isIncomplete` is then set, because @apollo/gateway reports it. It throws `UNUSUAL` for values that only
 * @apollo/gateway itself completes: wrong types of objects and lists, and unknown type names.
 */
export function generateCompletion(root: SelectionPart, conditions: Readonly<Record<string, boolean>>): GeneratedCode {
  const functions: string[] = [];
  const constants: Record<string, unknown> = {};
  const objects = new Map<string, string>();
  const ids = new Map<object, number>();
  let length = 0;

  const name = objectFunction([root]);
  return { code: `${functions.join('\n')}\nreturn ${name};`, constants };

  function define(prefix: string, body: (name: string) => string): string {
    const name = `${prefix}${functions.length}`;
    // The place is taken before the body defines further functions.
    const index = functions.push('') - 1;
    const code = body(name);
    functions[index] = code;
    length += code.length;
    if (length > maxLength) throw new NotCovered('TOO_LARGE');
    return name;
  }

  function constant(value: unknown): string {
    const name = `c${Object.keys(constants).length}`;
    constants[name] = value;
    return name;
  }

  function idOf(value: object): number {
    const id = ids.get(value) ?? ids.size;
    ids.set(value, id);
    return id;
  }

  /** Defines a function that completes an object, whatever its type. */
  function objectFunction(parts: readonly SelectionPart[]): string {
    const key = parts.map(({ selectionSet, type }) => `${idOf(selectionSet)} ${type.name}`).join();
    const known = objects.get(key);
    if (known !== undefined) return known;
    const name = define('o', (self) => {
      const isOfOneType = parts.every(({ type }) => type === parts[0]?.type);
      const variants = new Map<string, { fields: CollectedField[]; cases: string[] }>();
      const add = (condition: string, fields: CollectedField[]) => {
        const signature = fields.map(({ key: field, typenameOf, selections }) =>
          [field, condition === isUntyped && typenameOf && !isObjectType(typenameOf), ...selections.map(idOf)].join(
            ' ',
          ),
        );
        const variant = variants.get(signature.join()) ?? { fields, cases: [] };
        variants.set(signature.join(), variant);
        variant.cases.push(condition);
      };
      for (const runtime of new Set(parts.flatMap(({ type }) => possibleRuntimeTypes(type))))
        add(`type === ${literal(runtime.name)}`, collectFields({ parts, runtime, conditions }));
      if (isOfOneType && isObjectType(parts[0]?.type as CompositeType))
        add(isUntyped, collectFields({ parts, runtime: null, conditions }));
      const branches = [...variants.values()].map(
        ({ fields, cases }) =>
          `if (${cases.join(' || ')}) return ${fieldsFunction(fields, cases)}(input, state, type);`,
      );
      return `function ${self}(input, state) {
if (typeof input !== "object" || isArray(input)) throw UNUSUAL;
const type = input["__typename"];
${branches.join('\n')}
throw UNUSUAL;
}`;
    });
    objects.set(key, name);
    return name;
  }

  /** Defines a function that completes an object with the same fields for all its types. */
  function fieldsFunction(fields: readonly CollectedField[], cases: readonly string[]): string {
    return define('f', (self) => {
      const statements = fields.map((field, index) => readField(field, `v${index}`, cases.includes(isUntyped)));
      const properties = fields.map(({ key }, index) => property(key, `v${index}`));
      const canBeNull = statements.some((statement) => statement.includes(markNull));
      return `function ${self}(input, state, type) {
${canBeNull ? 'let isNull = false;' : ''}
${statements.join('\n')}
${canBeNull ? 'if (isNull) return null;' : ''}
return { ${properties.join(', ')} };
}`;
    });
  }

  function readField({ key, typenameOf, selections }: CollectedField, value: string, isUntyped: boolean): string {
    if (typenameOf) return readTypename(key, typenameOf, value, isUntyped);
    const [first] = selections;
    if (!first) return '';
    const parts = selections.flatMap((selection) => {
      const { selectionSet } = selection;
      return selectionSet ? [{ selectionSet, type: namedTypeOf(typeOf(selection)) }] : [];
    });
    return `let ${value} = ${readOwn('input', key)};\n${complete(typeOf(first), parts, value)}`;
  }

  /** `__typename`, or an alias of it. An object that does not say its type has that of the selection. */
  function readTypename(key: string, parent: CompositeType, value: string, isUntyped: boolean): string {
    if (isUntyped && !isObjectType(parent)) return `const ${value} = null;\nthrow UNUSUAL;`;
    const known = isUntyped ? `type === undefined ? ${literal(parent.name)} : type` : 'type';
    if (key === '__typename') return `const ${value} = ${known};`;
    const alias = readOwn('input', key);
    return `const ${value} = ${known};\nif (${alias} !== ${value} && ${alias} !== undefined && ${alias} !== null) throw UNUSUAL;`;
  }

  /** Statements that replace a fetched value by that of the answer. */
  function complete(type: Type, parts: readonly SelectionPart[], value: string): string {
    const isRequired = type.kind === 'NonNullType';
    const nullable = isRequired ? (type.ofType as Type) : type;
    if (nullable.kind === 'ScalarType' || nullable.kind === 'EnumType') {
      const valid = leafCondition(nullable, value, constant);
      const invalid = isRequired
        ? `{ ${value} = null; ${markNull} }`
        : `{ if (${value} !== undefined && ${value} !== null) state.isIncomplete = true; ${value} = null; }`;
      return `if (!(${valid})) ${invalid}`;
    }
    const inner = nullable.kind === 'ListType' ? listFunction(nullable.ofType as Type, parts) : objectFunction(parts);
    const completed = `${value} = ${value} === undefined || ${value} === null ? null : ${inner}(${value}, state);`;
    return isRequired ? `${completed}\nif (${value} === null) { ${markNull} }` : completed;
  }

  function listFunction(element: Type, parts: readonly SelectionPart[]): string {
    return define('l', (self) => {
      const statements = complete(element, parts, 'value');
      const canBeNull = statements.includes(markNull);
      return `function ${self}(input, state) {
if (!isArray(input)) throw UNUSUAL;
const list = [];
${canBeNull ? 'let isNull = false;' : ''}
for (let index = 0; index < input.length; index += 1) {
let value = input[index];
if (value === undefined) throw UNUSUAL;
${statements}
list.push(value);
}
${canBeNull ? 'if (isNull) return null;' : ''}
return list;
}`;
    });
  }
}

/** The condition of an object without a type name. */
const isUntyped = 'type === undefined';
/** A missing non-null value makes its parent null. All fields are read nevertheless: one of them may be unusual. */
const markNull = 'isNull = state.isIncomplete = true;';

const namedTypeOf = (type: Type): CompositeType =>
  type.kind === 'NonNullType' || type.kind === 'ListType' ? namedTypeOf(type.ofType as Type) : (type as CompositeType);
