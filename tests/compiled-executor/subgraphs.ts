import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** A supergraph with what federation offers: entities with several keys, unions, interfaces, `@requires`, `@provides`, interface objects. */

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7",
  import: ["@key", "@shareable", "@requires", "@provides", "@external", "@inaccessible", "@interfaceObject", "@override"])
`;

const shared = `
  type Money @shareable { amount: Float! currency: Currency! }
  enum Currency @shareable { EUR USD CHF GBP JPY SEK NOK }
  scalar Json
`.replaceAll('enum Currency @shareable', 'enum Currency');

const subgraphs: Readonly<Record<string, string>> = {
  catalog: `${shared}
    type Query {
      product(upc: ID!): Product
      products(first: Int = 3, tags: [String!]): [Product!]!
      search(text: String, filter: Filter): [Found]
      item(id: ID!): Item
      media: [Media!]!
      topCategory: Category!
    }
    input Filter { currency: Currency = EUR above: Float size: SizeInput }
    input SizeInput { width: Int! height: Int }
    interface Item { id: ID! title: String price: Money! }
    interface Media @key(fields: "id") { id: ID! url: String! }
    type Image implements Media @key(fields: "id") { id: ID! url: String! width: Int! }
    type Video implements Media @key(fields: "id") { id: ID! url: String! seconds: Float poster: Image }
    union Found = Product | Bundle | Category | Secret
    type Secret @inaccessible { code: Int }
    type Product implements Item @key(fields: "upc") @key(fields: "sku { code market }") {
      upc: ID! id: ID! title: String price: Money! sku: Sku! category: Category
      dimensions: Dimensions! weights: [[Int!]]! related(first: Int): [Product!] cover: Media constructor: String values: [Json]
      maker: Maker
    }
    type Maker @key(fields: "name country { code }") { name: String! country: Country! }
    type Country @shareable { code: String! }
    type Sku @shareable { code: String! market: String! }
    type Dimensions @shareable { weight: Float! size: Size }
    type Size @shareable { width: Int! height: Int! }
    type Bundle implements Item @key(fields: "id") { id: ID! title: String price: Money! parts: [Item!]! attributes: Json }
    type Category @key(fields: "id") { id: ID! name: String! parent: Category products(first: Int): [Product!]! }
  `,
  inventory: `${shared}
    type Product @key(fields: "upc") {
      upc: ID!
      dimensions: Dimensions! @external
      weights: [[Int!]]! @external
      shipping(zip: String): Money @requires(fields: "dimensions { weight size { width height } }")
      isHeavy: Boolean! @requires(fields: "weights")
      stock: [Stock!]
    }
    type Dimensions @shareable { weight: Float! size: Size }
    type Size @shareable { width: Int! height: Int! }
    type Stock { warehouse: Warehouse! amount: Int! }
    type Warehouse @key(fields: "id") { id: ID! city: String name: String! }
    type Query { warehouses: [Warehouse] }
  `,
  reviews: `${shared}
    type Query { latestReviews(first: Int! = 2): [Review!]  @shareable }
    type Review @key(fields: "id") {
      id: ID! stars: Int! body: String author: User @provides(fields: "username") subject: Subject! replies: [Review!]!
    }
    union Subject = Product | User | Maker
    type Product @key(fields: "upc") { upc: ID! reviews(first: Int = 5): [Review!]! rating: Float }
    type Maker @key(fields: "name country { code }") { name: String! country: Country! reviews: [Review]! }
    type Country @shareable { code: String! }
    type User @key(fields: "id") { id: ID! username: String! @external reviews: [Review!] }
    type Media @key(fields: "id") @interfaceObject { id: ID! likes: Int! comments: [Review!] }
    type Mutation { addReview(upc: ID!, stars: Int! = 5, body: String): Review  removeReview(id: ID!): Boolean! }
  `,
  users: `${shared}
    type Query { me: User user(id: ID!): User! everyone: [Person!] latestReviews(first: Int! = 2): [Review!] @shareable }
    interface Person { id: ID! name: Name! friends: [Person!] }
    type Review @key(fields: "id") { id: ID! helpful: Int flags: [String!] }
    type Name @shareable { first: String last: String! }
    type User implements Person @key(fields: "id") @key(fields: "email") {
      id: ID! email: String! username: String! @shareable name: Name! friends: [Person!] balance: Money role: Role!
    }
    type Guest implements Person { id: ID! name: Name! friends: [Person!] invitedBy: User }
    enum Role { ADMIN MEMBER OTHER @inaccessible }
    type Mutation { rename(id: ID!, first: String, last: String!): User  signUp(email: String!): Person! }
  `,
  orders: `${shared}
    type Query { order(id: ID!): Order orders(first: Int = 2): [Order!]! }
    type Order @key(fields: "id") {
      id: ID! buyer: User! lines: [Line!]! total: Money! history: [[Event]] placedAt: Json! next: Order
    }
    type Line { product: Product! quantity: Int! price: Money }
    union Event = Paid | Sent | Returned
    type Paid { amount: Money! by: User at: String! }
    type Sent { at: String! warehouse: Warehouse }
    type Returned { at: String reasons: [String]! }
    type Warehouse @key(fields: "id") { id: ID! orders: [Order!] }
    type Product @key(fields: "sku { code market }") { sku: Sku! soldIn: [Money!]! buyers: [User!] }
    type Sku @shareable { code: String! market: String! }
    type User @key(fields: "email") { email: String! orders(first: Int): [Order!] spent: Money! @requires(fields: "username") username: String! @external }
    type Mutation { placeOrder(lines: [LineInput!]!): Order! cancel(id: ID!): Query }
    input LineInput { sku: String! quantity: Int = 1 }
  `,
};

/** The supergraph's SDL. */
export function composeSubgraphs(): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(`${link}${sdl}`) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
