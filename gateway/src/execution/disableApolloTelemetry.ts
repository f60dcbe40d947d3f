// @apollo/gateway reports to its vendor every hour unless told not to. Imported before anything of Apollo's is loaded.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
