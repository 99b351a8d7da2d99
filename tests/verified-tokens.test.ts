import { afterEach, expect, jest, test } from '@jest/globals';
import { createVerifiedTokens } from '../gateway/identity/verified-tokens.ts';
import type { Identity } from '../gateway/identity/identity.ts';

afterEach(() => void jest.restoreAllMocks());

const customer = {
  kind: 'CUSTOMER',
  subject: 'auth0|1',
  name: null,
  email: 'a@example.com',
  isEmailUnknown: false,
  accountId: null,
} satisfies Identity;
const startAt = 1_800_000_000_000;
const at = (milliseconds: number) => void jest.spyOn(Date, 'now').mockReturnValue(startAt + milliseconds);
const inSeconds = (seconds: number): number => startAt / 1_000 + seconds;

test('a verification holds for a minute', () => {
  const tokens = createVerifiedTokens();
  at(0);
  tokens.set('token', customer, inSeconds(3_600));
  at(59_999);
  expect(tokens.get('token')).toBe(customer);
  expect(tokens.get('token2')).toBeUndefined();
  at(60_000);
  expect(tokens.get('token')).toBeUndefined();
});

test('a verification ends with its token', () => {
  const tokens = createVerifiedTokens();
  at(0);
  tokens.set('token', customer, inSeconds(10));
  at(9_999);
  expect(tokens.get('token')).toBe(customer);
  at(10_000);
  expect(tokens.get('token')).toBeUndefined();
});

test('a verification without a known e-mail address is not kept', () => {
  const tokens = createVerifiedTokens();
  at(0);
  tokens.set('token', { ...customer, email: null, isEmailUnknown: true }, inSeconds(3_600));
  expect(tokens.get('token')).toBeUndefined();
});
