// The page at the gateway's root: GraphiQL with the example queries as tabs and, in development, a menu of test users.
/* global React, ReactDOM, GraphiQL, document, fetch */
const settings = JSON.parse(document.getElementById('settings').textContent);

/** The token of the chosen test user. Queries wait for it, so that none is sent as the previous user. */
let pendingToken = Promise.resolve('');

const fetcher = async ({ operationName, ...parameters }, options = {}) => {
  const token = await pendingToken;
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...options.headers,
    },
    // After a change of tabs, GraphiQL may send the operation name of the other tab.
    body: JSON.stringify({
      ...parameters,
      ...(operationName && parameters.query.includes(operationName) && { operationName }),
    }),
  });
  return response.json();
};

async function fetchToken(name) {
  if (!name) return '';
  const response = await fetch('/explorer/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: name }),
  });
  return (await response.json()).token ?? '';
}

function TestUserMenu() {
  const [name, setName] = React.useState(settings.identities[0] ?? '');
  React.useEffect(() => {
    pendingToken = fetchToken(name);
  }, [name]);
  const options = ['', ...settings.identities].map((identity) =>
    React.createElement('option', { key: identity, value: identity }, identity || 'no token'),
  );
  const select = React.createElement(
    'select',
    { id: 'identity', value: name, onChange: ({ target }) => setName(target.value) },
    options,
  );
  return React.createElement('label', { className: 'identity' }, 'Test user: ', select);
}

const editor = React.createElement(GraphiQL, { fetcher, defaultTabs: settings.examples, shouldPersistHeaders: false });
const menu = settings.identities.length > 0 ? [React.createElement(TestUserMenu, { key: 'identity' })] : [];
ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement('div', { className: 'page' }, [
    ...menu,
    React.createElement('div', { key: 'editor', className: 'editor' }, editor),
  ]),
);
