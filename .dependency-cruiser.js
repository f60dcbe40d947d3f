import { withoutServices } from './.ci/withoutServices.js';

// The boundaries of docs/architecture.md, checked by `pnpm check`. Types count: a type is knowledge too.
// Tests, and the folders `testing/` that hold what several of them need.
const test = '\\.test\\.ts$|^(gateway|workers|subgraphs/[^/]+|packages/[^/]+)/(src/)?(test|testing)/';
// From the ground floor up: a package imports what is in the lines above its own.
const tiers = [
  'config|errors|telemetry|contracts|evaluation',
  'net|db|auth|pubsub',
  'ai|channels|queue',
  'graphql-kit',
];
// What an operator sets is compared with the variables that each process reads.
const deployment = '^tests/contract/compose\\.test\\.ts$';
const processes = '^(gateway|workers|subgraphs/[^/]+)/';
const graphql = 'node_modules/(graphql|@apollo/server|@apollo/subgraph)/|^packages/graphql-kit/';

/** `from` may reach nothing of `to`. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    forbid('no-cycles', 'A cycle is one module in two files.', {}, { circular: true }),
    forbid('resolvable', 'An import that resolves to nothing.', {}, { couldNotResolve: true }),
    forbid(
      'declared',
      "An npm package that the package's own package.json does not name.",
      { pathNot: [test, '\\.config\\.js$'] },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),

    ...tiers.map((tier, index) =>
      forbid(
        `packages-tier-${index + 1}`,
        'Packages point down only.',
        { path: `^packages/(${tier})/`, pathNot: test },
        { path: '^packages/', pathNot: `^packages/(${[...tiers.slice(0, index), '$1'].join('|')})/` },
      ),
    ),
    forbid(
      'packages-below-processes',
      'A package knows no process.',
      { path: '^packages/' },
      { path: `${processes}|^start\\.ts$` },
    ),
    forbid(
      'client-alone',
      'Clients get packages/client without the rest of us.',
      { path: '^packages/client/', pathNot: test },
      {
        path: '^(packages/(?!client/)|gateway|subgraphs|workers|schema|start\\.ts)',
      },
    ),

    forbid(
      'subgraphs-apart',
      'The graph is the join: a subgraph is an island.',
      { path: '^subgraphs/([^/]+)/' },
      {
        path: '^subgraphs/',
        pathNot: '^subgraphs/$1/',
      },
    ),
    forbid(
      'subgraphs-below-gateway-and-workers',
      'A subgraph does not know who calls it.',
      { path: '^subgraphs/' },
      {
        path: '^(gateway|workers|schema)/|^start\\.ts$',
      },
    ),
    forbid(
      'gateway-apart',
      'The gateway speaks to subgraphs over the wire.',
      { path: '^gateway/' },
      {
        path: '^(subgraphs|workers)/|^start\\.ts$',
      },
    ),
    forbid(
      'workers-by-the-door',
      'A worker enters a subgraph by its domain.ts.',
      { path: '^workers/' },
      {
        path: '^(subgraphs|gateway)/|^start\\.ts$',
        pathNot: '^subgraphs/[^/]+/src/domain\\.ts$',
      },
    ),
    forbid(
      'start-alone',
      'Only start.ts may import every process.',
      { pathNot: `${processes}|^start\\.ts$|${deployment}` },
      { path: processes },
    ),

    forbid(
      'suites-without-services',
      'Suites that a run on services leaves out use none of them.',
      { path: `^(${withoutServices.join('|')}).*\\.test\\.ts$`, pathNot: '^packages/db/src/embedded/' },
      { path: '^packages/testkit/src/(testDatabase|testDeps|ownServices|people|stack)\\.ts$', reachable: true },
    ),
    forbid(
      'resolvers-translate',
      'Resolvers touch no data access.',
      { path: '^subgraphs/.+/resolvers/', pathNot: test },
      {
        path: '\\.sql\\.ts$|^packages/(db|queue)/|node_modules/pg/',
        // Cursors and pages are how a list is asked for, not how it is read.
        pathNot: '^packages/db/src/page\\.ts$',
      },
    ),
    forbid(
      'domain-knows-no-graphql',
      'Use cases, policies, SQL and rules work without GraphQL. Checking input and reading cursors are not GraphQL.',
      {
        path: '^subgraphs/[^/]+/src/',
        pathNot: [
          test,
          '/resolvers/',
          '/generated/',
          '/(server|main|context|resolvers|mappers)\\.ts$',
          '\\.loader\\.ts$',
        ],
      },
      {
        path: graphql,
        pathNot: '^packages/graphql-kit/src/(connection|entityClient|subgraphClient|batchLoader)\\.ts$',
      },
    ),
    forbid(
      'sql-stays-in-its-folder',
      "One concept's SQL is its folder's own.",
      { path: '^((?:subgraphs|packages)/[^/]+/src/.+)/[^/]+\\.ts$', pathNot: test },
      { path: '\\.sql\\.ts$', pathNot: '^$1/' },
    ),
    forbid(
      'sql-not-from-above',
      'The files at the top of a subgraph call use cases.',
      { path: '^subgraphs/[^/]+/src/[^/]+\\.ts$', pathNot: test },
      {
        path: '\\.sql\\.ts$',
      },
    ),

    forbid(
      'tests-are-black-box',
      'tests/ uses the public API or the wire.',
      { path: '^tests/', pathNot: deployment },
      {
        path: '^(gateway|subgraphs|workers|schema|packages/(?!testkit/|client/|evaluation/)|start\\.ts)',
      },
    ),
    forbid(
      'no-test-code-in-production',
      'What runs in production does not import what tests are made of.',
      { pathNot: [test, '^tests/', '^packages/testkit/'] },
      { path: [test, '^tests/', '^packages/testkit/', 'node_modules/(jest|@jest)/'] },
    ),
    forbid(
      'no-dev-dependencies-in-production',
      'What runs in production is a dependency, not a devDependency.',
      { path: '^(gateway|subgraphs|workers|packages/(?!testkit))', pathNot: [test] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(coverage|\\.prism)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
