import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

export const newWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** Of each secret one, the newest first, as Standard Webhooks has it while a secret is being changed. */
export const signaturesOf = (
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: string,
): string => secrets.map((secret) => signatureOf(secret, id, timestamp, body)).join(' ');

/** As Standard Webhooks has it, so that receivers find a library: HMAC-SHA256 of `id.timestamp.body`. */
function signatureOf(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
