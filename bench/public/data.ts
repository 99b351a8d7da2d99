import type { Recorded } from '../canned/data.ts';

const userCount = 6;
const productCount = 9;
const topProducts = 5;
/** Numbers of the products that each review is about. */
const reviewed = [1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 4];
const reviewsOfUser = 2;
/** Length of a review's text in words. */
const words = 60;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const textOf = (number: number): string =>
  numbers(words)
    .map((index) => ['it', 'works', 'as', 'described', 'and', 'looks', 'solid'][(index * number) % 7])
    .join(' ');

const review = (number: number): Recorded => ({ __typename: 'Review', id: String(number) });
const user = (number: number): Recorded => ({ __typename: 'User', id: String(number) });
const product = (number: number): Recorded => ({ __typename: 'Product', upc: String(number) });

/**
 * Invented data of the size of the public benchmark's: its data are not part of this repository. References carry keys only;
 * the canned subgraphs complete them.
 */
export function publicData(): Recorded {
  const users = numbers(userCount).map((number) => ({
    ...user(number),
    name: `Person Number ${number}`,
    username: `person${number}`,
    birthday: 1_000_000_000 + number,
    reviews: numbers(reviewsOfUser).map(review),
  }));
  const products = numbers(productCount).map((number) => {
    const price = 450 * number;
    const weight = 100 * number;
    return {
      ...product(number),
      name: `Product ${number}`,
      price,
      weight,
      inStock: number % 2 === 1,
      shippingEstimate: price > 1_000 ? 0 : weight / 2,
      reviews: reviewed.flatMap((about, index) => (about === number ? [review(index + 1)] : [])),
    };
  });
  const reviews = reviewed.map((about, index) => ({
    ...review(index + 1),
    body: textOf(index + 1),
    product: product(about),
    author: user(1),
  }));
  return { users, topProducts: products.slice(0, topProducts), products, reviews };
}
