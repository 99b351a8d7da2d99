/**
 * Forbids a subgraph's name as a string: code outside the subgraphs finds them by their permissions in supergraph.yaml,
 * so that a new subgraph needs no change there.
 *
 * @param {readonly string[]} names
 * @returns {import('eslint').Rule.RuleModule}
 */
export const createNoSubgraphName = (names) => {
  const exact = new Set(names);
  const variable = new RegExp(
    `^(${names.map((name) => name.toUpperCase().replaceAll('-', '_')).join('|')})_(URL|PRIVATE_KEY|PUBLIC_KEY)$`,
  );
  const path = new RegExp(`(^|/)subgraphs/(${names.join('|')})(/|$)`);
  const isForbidden = (text) => exact.has(text) || variable.test(text) || path.test(text);
  return {
    meta: {
      type: 'problem',
      schema: [],
      messages: { name: '"{{text}}" selects a subgraph by its name. Find it by its permissions in supergraph.yaml.' },
    },
    create: (context) => ({
      Literal(node) {
        if (typeof node.value === 'string' && isForbidden(node.value))
          context.report({ node, messageId: 'name', data: { text: node.value } });
      },
      TemplateElement(node) {
        if (path.test(node.value.raw)) context.report({ node, messageId: 'name', data: { text: node.value.raw } });
      },
      Property(node) {
        if (node.parent.type !== 'ObjectExpression' || node.key.type !== 'Identifier') return;
        if (variable.test(node.key.name)) context.report({ node, messageId: 'name', data: { text: node.key.name } });
      },
    }),
  };
};
