/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Consumption in relation to an allowance. */
export type AllowanceState =
  /** More than the allowance. */
  | 'EXCEEDED'
  /** 80 percent of the allowance or more. */
  | 'NEARING'
  /** Below 80 percent of the allowance. */
  | 'OK'
  /** Exactly the allowance. */
  | 'REACHED'
  /** The allowance has no limit. */
  | 'UNLIMITED';

export type CustomerCardQueryVariables = Exact<{
  id: string | number;
}>;


export type CustomerCardQuery = { account: { name: string | null, billing: { subscription: { seats: number, currentPeriod: { end: string }, plan: { name: string } | null, price: { unitAmount: { amount: string, currency: string } | null } | null } | null } | null, usage: { meters: Array<{ used: number, allowance: number | null, state: AllowanceState, meter: { name: string } }> } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const CustomerCardDocument = new TypedDocumentString(`
    query CustomerCard($id: ID!) {
  account(id: $id) {
    name
    billing {
      subscription {
        seats
        currentPeriod {
          end
        }
        plan {
          name
        }
        price {
          unitAmount {
            amount
            currency
          }
        }
      }
    }
    usage {
      meters {
        meter {
          name
        }
        used
        allowance
        state
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerCardQuery, CustomerCardQueryVariables>;