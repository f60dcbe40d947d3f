import { stripTypeScriptTypes } from 'node:module';

/** Jest runs exactly what Node runs: the source with its types blanked out, every line and column where it was. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  // Nothing but the source decides the result, so Jest's own key (source, path, configuration) is enough.
};
