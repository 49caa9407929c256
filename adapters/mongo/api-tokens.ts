import { randomBytes } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import type { ServiceTokens } from '../../admin/ports.ts';
import { allScopes, type Scope } from '../../contracts/api/scopes.ts';
import { collections } from './collections.ts';
import type { ServiceTokenDoc } from './documents/small.ts';
import type { Index } from './indexes.ts';

export const apiTokenIndexes: readonly Index[] = [
  {
    collection: 'service_tokens',
    keys: { token_hash: 1 },
    options: { name: 'token_by_hash', unique: true },
    guards: 'a token could stand for two services',
  },
];

type IssuedToken = Pick<ServiceTokenDoc, 'name' | 'scopes' | 'created_at' | 'revoked_at'> & {
  readonly id: string;
};

export type TokenIssuer = {
  /** The token is shown once and stored nowhere. */
  issue(
    name: string,
    scopes: readonly Scope[],
    company?: string,
  ): Promise<{ readonly id: string; readonly token: string }>;
  /** The newest first. */
  all(): Promise<readonly IssuedToken[]>;
  /** False: there was nothing to revoke. */
  revoke(id: string): Promise<boolean>;
};

/** `hash`: what is stored instead of a token, the same that requests are looked up by. */
export function createServiceTokens(db: Db, hash: (token: string) => string): ServiceTokens & TokenIssuer {
  const { serviceTokens: tokens } = collections(db);
  return {
    async find(hash) {
      const row = await tokens.findOne({ token_hash: hash, revoked_at: null });
      if (!row) return undefined;
      const scopes = allScopes.filter((scope) => row.scopes.includes(scope));
      return { id: row._id.toHexString(), company_id: row.company_id ?? 'default', scopes };
    },
    async issue(name, scopes, company_id = 'default') {
      const token = `zapis_${randomBytes(32).toString('base64url')}`;
      const _id = new ObjectId();
      const created_at = new Date();
      const row = {
        _id,
        name,
        company_id,
        token_hash: hash(token),
        scopes,
        created_at,
        revoked_at: null,
      };
      await tokens.insertOne(row);
      return { id: _id.toHexString(), token };
    },
    async all() {
      const rows = await tokens.find({}).sort({ created_at: -1 }).toArray();
      return rows.map(({ _id, name, scopes, created_at, revoked_at }) => ({
        id: _id.toHexString(),
        name,
        scopes,
        created_at,
        revoked_at,
      }));
    },
    async revoke(id) {
      if (!ObjectId.isValid(id)) return false;
      const filter = { _id: new ObjectId(id), revoked_at: null };
      return (await tokens.updateOne(filter, { $set: { revoked_at: new Date() } })).modifiedCount > 0;
    },
  };
}
