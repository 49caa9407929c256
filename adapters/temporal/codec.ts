import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from './proto.ts';

// AES-256-GCM around whole payloads. The key's id travels with the ciphertext, so that keys can be rotated while
// workflows sleep for weeks: the first key encrypts, every key that is still listed decrypts.

const encoding = Buffer.from('binary/encrypted');
const nonceBytes = 12;
const tagBytes = 16;

export type PayloadKey = { readonly id: string; readonly key: Buffer };

export function parsePayloadKeys(text: string): readonly PayloadKey[] {
  return text.split(',').map((part) => {
    const colon = part.indexOf(':');
    return { id: part.slice(0, colon), key: Buffer.from(part.slice(colon + 1), 'base64') };
  });
}

export class EncryptionCodec implements PayloadCodec {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: PayloadKey;

  constructor(keys: readonly PayloadKey[]) {
    const [current] = keys;
    if (!current) throw new Error('the encryption codec needs at least one key');
    this.#current = current;
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', this.#current.key, nonce);
      const plain = temporal.api.common.v1.Payload.encode(payload).finish();
      const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return { metadata: { encoding, 'encryption-key-id': Buffer.from(this.#current.id) }, data };
    });
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const metadata = payload.metadata ?? {};
      if (!metadata['encoding'] || !encoding.equals(metadata['encoding'])) return payload;
      const id = Buffer.from(metadata['encryption-key-id'] ?? []).toString();
      const key = this.#keys.get(id);
      if (!key) throw new Error(`a payload was encrypted with key "${id}", which PAYLOAD_KEYS does not list`);
      const bytes = Buffer.from(payload.data ?? []);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      return temporal.api.common.v1.Payload.decode(plain);
    });
  }
}

/**
 * The same converter for every client and worker; without keys it is the SDK's own JSON. Failure messages are not
 * encrypted: by rule they carry ids and codes only.
 */
export const createDataConverter = (payloadKeys: string | undefined): DataConverter =>
  payloadKeys === undefined ? {} : { payloadCodecs: [new EncryptionCodec(parsePayloadKeys(payloadKeys))] };
