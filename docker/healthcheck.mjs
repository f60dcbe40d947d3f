// Exits 0 when the process of this container says that its dependencies answer.
const { PORT = '4000' } = process.env;
const response = await fetch(`http://127.0.0.1:${PORT}/readiness`, { signal: AbortSignal.timeout(2_500) }).catch(
  () => null,
);
process.exit(response?.ok ? 0 : 1);
