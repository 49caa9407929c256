/** A URL as it may be shown: the password never is, nor is a secret among the parameters. */
export function redactUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)(.*)@/i, (_all, scheme: string, credentials: string) => {
      const user = credentials.split(':', 1)[0] ?? '';
      return credentials.includes(':') ? `${scheme}${user}:***@` : `${scheme}${user}@`;
    })
    .replace(/([?&][^=&]*(?:password|secret|token|key)[^=&]*=)[^&]*/gi, '$1***');
}

/** Removes every secret part of `url` from a text that a driver wrote. */
export function redactIn(text: string, url: string): string {
  const credentials = /^[a-z][a-z0-9+.-]*:\/\/(.*)@/i.exec(url)?.[1];
  const password = credentials?.includes(':') ? credentials.slice(credentials.indexOf(':') + 1) : '';
  let clean = text.replaceAll(url, redactUrl(url));
  for (const secret of new Set([password, decode(password)]))
    if (secret.length > 0) clean = clean.replaceAll(secret, '***');
  return clean;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
