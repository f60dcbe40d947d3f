import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { loadSupergraph } from './supergraph.ts';

const { sharing } = loadSupergraph(
  readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
);

function isEqual(document: string, root: string | null = 'Subscription'): boolean {
  const [definition, ...fragments] = parse(document).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('That is no operation.');
  const named = fragments.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : []));
  return sharing.isEqualForEqualScopes(definition.selectionSet, root, Object.fromEntries(named));
}

const entities = (selection: string) => isEqual(`{ ${selection} }`, null);

it.each([
  '... on Task { title status assignee { id displayName } }',
  '... on Task { __typename id createdBy { id } }',
  '... on User { displayName }',
])('everybody with the same scopes sees the same of %s', (selection) => {
  expect(entities(selection)).toBe(true);
});

// Who may see an announcement depends on whom it was sent to, and a document on its collection; an inbox is one person's; of
// people, one sees more of oneself.
it.each([
  '... on Document { id }',
  '... on Document { title }',
  '... on Chunk { text }',
  '... on Collection { name }',
  '... on Announcement { title }',
  '... on Notification { title }',
  '... on User { displayName email }',
  '... on User { memberships { role } }',
  '... on Task { title documents { id } }',
  '... on Task { title createdBy { email } }',
  '... on Nothing { id }',
  'id',
])('not so of %s', (selection) => {
  expect(entities(selection)).toBe(false);
});

it('says so of whole subscriptions, fragments followed, and of none that is personal', () => {
  const changes = 'subscription { taskChanged { cursor ...Change } } fragment Change on TaskChange';
  expect(isEqual(`${changes} { task { title } actor { displayName } }`)).toBe(true);
  expect(isEqual(`${changes} { actor { email } }`)).toBe(false);
  expect(isEqual('subscription { taskChanged { ...Missing } }')).toBe(false);
  expect(isEqual('subscription { unreadCount }')).toBe(false);
  expect(isEqual('subscription { notificationReceived { cursor } }')).toBe(false);
  // Counted are the documents that one may read.
  expect(isEqual('subscription { ingestionProgress { documentsTotal } }')).toBe(false);
  expect(isEqual('subscription { answerStream(question: "Who?") { text } }')).toBe(false);
  expect(isEqual(`${changes} { task { title documents { title } } }`)).toBe(false);
});

it('knows how a stream may be joined', () => {
  const joinings = {
    taskChanged: 'live',
    notificationReceived: 'live',
    unreadCount: 'state',
    presence: 'state',
    ingestionProgress: 'state',
    answerStream: 'start',
    another: 'start',
  };
  for (const [field, joining] of Object.entries(joinings))
    expect([field, sharing.joiningOf(field)]).toEqual([field, joining]);
});
