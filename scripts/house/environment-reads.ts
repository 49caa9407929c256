const byName = /\benv\??(?:\.\[|\[)\s*(?:'(\w+)'|"(\w+)")\s*\]|\benv\??\.([A-Z][A-Z0-9_]*|npm_\w+)\b/g;
const takenApart = /\{([^{}]*)\}\s*=\s*(?:[\w.]+\.)?env\b/g;

/** The names of the environment variables a source text reads, in the order they stand there. */
export function environmentReads(text: string): string[] {
  const found: { at: number; name: string }[] = [];
  for (const match of text.matchAll(byName)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (name !== undefined) found.push({ at: match.index, name });
  }
  for (const match of text.matchAll(takenApart))
    for (const part of (match[1] ?? '').split(',')) {
      const name = /^\s*([A-Z][A-Z0-9_]*)/.exec(part)?.[1];
      if (name !== undefined) found.push({ at: match.index, name });
    }
  return found.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}

/** A way to the environment in which no name can be found. */
export const dynamicEnvironmentReads = (text: string): boolean =>
  /from '(node:)?process'|require\('(node:)?process'\)/.test(text);
