import type { ApolloServerPlugin } from '@apollo/server';

/** Apollo Sandbox for browsers that open the endpoint. The page itself comes from Apollo's CDN. */
export function sandboxPage(): ApolloServerPlugin {
  return {
    serverWillStart: () => Promise.resolve({ renderLandingPage: () => Promise.resolve({ html }) }),
  };
}

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Prism graph</title>
    <style>html, body, #sandbox { height: 100%; width: 100%; margin: 0; }</style>
  </head>
  <body>
    <div id="sandbox"><noscript>Sandbox needs JavaScript. The graph answers POST requests at this address.</noscript></div>
    <script src="https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js"></script>
    <script>
      const endpoint = location.origin + location.pathname;
      new window.EmbeddedSandbox({
        target: '#sandbox',
        initialEndpoint: endpoint,
        initialSubscriptionEndpoint: endpoint.replace(/^http/, 'ws'),
        runTelemetry: false,
        initialState: { includeCookies: false },
      });
    </script>
  </body>
</html>
`;
