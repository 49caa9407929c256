// A receiver of webhooks: nothing of ours is imported, so it can be copied. Works wherever there is WebCrypto and fetch's Request.

const tolerance = 5 * 60;

/** Whether Zapis sent this, just now: `body` is the text as it came, before anything was parsed. */
export async function isFromZapis(secret: string, headers: Headers, body: string): Promise<boolean> {
  const id = headers.get('webhook-id') ?? '';
  const timestamp = headers.get('webhook-timestamp') ?? '';
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age < tolerance)) return false;
  const bytes = Uint8Array.from(atob(secret.replace('whsec_', '')), (letter) => letter.charCodeAt(0));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, hmac, false, ['verify']);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const one of (headers.get('webhook-signature') ?? '').split(' ')) {
    const [version, given = ''] = one.split(',');
    if (version !== 'v1') continue;
    const signature = Uint8Array.from(atob(given), (letter) => letter.charCodeAt(0));
    if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true;
  }
  return false;
}
