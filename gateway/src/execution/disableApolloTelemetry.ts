// @apollo/gateway reports to its vendor every hour unless told not to. Imported before anything of Apollo's is loaded.
// eslint-disable-next-line no-restricted-properties -- written, not read
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
