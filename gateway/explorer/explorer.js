// The page at the gateway's root: GraphiQL over the API beside it, with the examples as tabs and, in development, somebody to be.
/* global React, ReactDOM, GraphiQL, document, fetch */
const settings = JSON.parse(document.getElementById('settings').textContent);

// Who was chosen last: whatever is asked meanwhile waits for their token.
let becoming = Promise.resolve('');
const names = { '': 'nobody' };

const fetcher = async ({ operationName, ...parameters }, options = {}) => {
  const token = await becoming;
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...options.headers,
    },
    // The editor may still name the operation of the tab that was just left.
    body: JSON.stringify({
      ...parameters,
      ...(operationName && parameters.query.includes(operationName) && { operationName }),
    }),
  });
  return answer.json();
};

async function tokenOf(name) {
  if (!name) return '';
  const answer = await fetch('/explorer/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: name }),
  });
  return (await answer.json()).token ?? '';
}

function Identity() {
  const [name, setName] = React.useState(settings.identities[0] ?? '');
  React.useEffect(() => {
    becoming = tokenOf(name);
  }, [name]);
  const options = ['', ...settings.identities].map((each) =>
    React.createElement('option', { key: each, value: each }, names[each] ?? each),
  );
  const select = React.createElement(
    'select',
    { id: 'identity', value: name, onChange: ({ target }) => setName(target.value) },
    options,
  );
  return React.createElement('label', { className: 'identity' }, 'Asking as ', select);
}

const editor = React.createElement(GraphiQL, { fetcher, defaultTabs: settings.examples, shouldPersistHeaders: false });
const page = settings.identities.length > 0 ? [React.createElement(Identity, { key: 'identity' })] : [];
ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement('div', { className: 'page' }, [
    ...page,
    React.createElement('div', { key: 'editor', className: 'editor' }, editor),
  ]),
);
