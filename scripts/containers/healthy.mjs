// A container's health check, without curl in the image: healthy.mjs <setting with the port> <its default>
const [setting, standard] = process.argv.slice(2);
const port = process.env[setting] || standard;
try {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
} catch (error) {
  process.stderr.write(`/healthz on port ${port}: ${error.cause?.message ?? error.message}\n`);
  process.exitCode = 1;
}
