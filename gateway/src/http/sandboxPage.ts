import type { ApolloServerPlugin } from '@apollo/server';
import { createHash } from 'node:crypto';

/**
 * Apollo Sandbox for browsers that open the endpoint. What it shows comes from Apollo's CDN; without that, the page says so.
 * The page itself sends the operations for it, from this origin: subscriptions over graphql-ws, with the headers that are set
 * in Sandbox as the payload of connection_init, or as multipart answers when its connection settings say so.
 */
export function sandboxPage(): ApolloServerPlugin {
  return {
    serverWillStart: () => Promise.resolve({ renderLandingPage: () => Promise.resolve({ html }) }),
  };
}

const cdn = 'https://embeddable-sandbox.cdn.apollographql.com';

const script = `
      const endpoint = location.origin + location.pathname;
      const sandbox = document.createElement('script');
      sandbox.src = '${cdn}/v2/embeddable-sandbox.umd.production.min.js';
      sandbox.addEventListener('load', () => {
        document.getElementById('offline').remove();
        new window.EmbeddedSandbox({
          target: '#sandbox',
          initialEndpoint: endpoint,
          initialSubscriptionEndpoint: endpoint.replace(/^http/, 'ws'),
          endpointIsEditable: false,
          runTelemetry: false,
          allowDynamicStyles: false,
          initialState: { includeCookies: false },
        });
      });
      document.body.append(sandbox);
    `;

const style = `
      html, body, #sandbox { height: 100%; width: 100%; margin: 0; }
      iframe { height: 100%; width: 100%; border: none; }
      #offline { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; padding: 2em; }
    `;

/** As Apollo Server's own page has it, with hashes for what is written here. */
const policy = [
  `script-src '${hashOf(script)}' ${cdn}`,
  `style-src '${hashOf(style)}' ${cdn} https://fonts.googleapis.com`,
  'frame-src https://sandbox.embed.apollographql.com',
  "object-src 'none'",
  "base-uri 'none'",
].join('; ');

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Prism graph</title>
    <style>${style}</style>
  </head>
  <body>
    <div id="sandbox">
      <div id="offline">
        <h1>Prism graph</h1>
        <p>Apollo Sandbox opens here once it has come from Apollo's CDN: it needs JavaScript and the internet.</p>
        <p>
          The graph itself needs neither. It answers POST requests at this address, and subscriptions over WebSockets
          (graphql-ws), as server-sent events (graphql-sse) and as multipart answers.
        </p>
      </div>
    </div>
    <script>${script}</script>
  </body>
</html>
`;

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
