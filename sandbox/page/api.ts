/** Says what the sandbox refused, in its own words. */
class Refused extends Error {}

export async function call<T>(verb: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/_sandbox${path}`, {
    method: verb,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer = (await response.json()) as unknown;
  if (response.ok) return answer as T;
  const { error } = answer as { error?: string };
  throw new Refused(error ?? `the sandbox answered ${response.status}`);
}

export const get = <T>(path: string): Promise<T> => call<T>('GET', path);
export const post = <T>(path: string, body: unknown): Promise<T> => call<T>('POST', path, body);
