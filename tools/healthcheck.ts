/** Exits with 0 if the process of this container is ready, else with 1. */
const port = process.env.PORT ?? process.argv[2] ?? '4000';
const path = process.argv[3] ?? '/health/ready';
const isReady = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exitCode = isReady ? 0 : 1;
