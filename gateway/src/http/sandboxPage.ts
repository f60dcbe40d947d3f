import type { ApolloServerPlugin } from '@apollo/server';

/** Apollo Sandbox for browsers that open the endpoint. The page itself comes from Apollo's CDN; without it, it says so. */
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
    <style>
      html, body, #sandbox { height: 100%; width: 100%; margin: 0; }
      #offline { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; padding: 2em; }
    </style>
  </head>
  <body>
    <div id="sandbox">
      <div id="offline">
        <h1>Prism graph</h1>
        <p>Apollo Sandbox opens here once it has come from Apollo's CDN: it needs JavaScript and the internet.</p>
        <p>The graph itself needs neither. It answers POST requests at this address, and WebSockets (graphql-ws).</p>
      </div>
    </div>
    <script>
      function openSandbox() {
        document.getElementById('offline').remove();
        const endpoint = location.origin + location.pathname;
        new window.EmbeddedSandbox({
          target: '#sandbox',
          initialEndpoint: endpoint,
          initialSubscriptionEndpoint: endpoint.replace(/^http/, 'ws'),
          runTelemetry: false,
          initialState: { includeCookies: false },
        });
      }
    </script>
    <script
      async
      src="https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js"
      onload="openSandbox()"
    ></script>
  </body>
</html>
`;
