import { randomBytes } from 'node:crypto';
import { type Db, type Filter, ObjectId } from 'mongodb';
import type { Tokens } from '../../admin/panel/ports/tokens.ts';
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

/** A write for every request would be a write too many. */
const useNotedMs = 5 * 60_000;

/** Tokens older than the field are the default company's. */
const ofCompany = (company: string): Filter<ServiceTokenDoc> =>
  company === 'default'
    ? { $or: [{ company_id: company }, { company_id: { $exists: false } }] }
    : { company_id: company };

export type TokenIssuer = {
  /** The token is shown once and stored nowhere. */
  issue(
    name: string,
    scopes: readonly Scope[],
    company?: string,
  ): Promise<{ readonly id: string; readonly token: string }>;
  /** The newest first. */
  all(): Promise<readonly IssuedToken[]>;
  /** False: there was nothing to revoke. Without a company: whosever it is. */
  revoke(id: string, company?: string): Promise<boolean>;
};

/** `hash`: what is stored instead of a token, the same that requests are looked up by. */
export function createServiceTokens(
  db: Db,
  hash: (token: string) => string,
): ServiceTokens & TokenIssuer & Pick<Tokens, 'of'> {
  const { serviceTokens: tokens } = collections(db);
  const noteUse = async ({ _id, used_at }: ServiceTokenDoc) => {
    const at = new Date();
    if (used_at && at.getTime() - used_at.getTime() < useNotedMs) return;
    await tokens.updateOne({ _id }, { $set: { used_at: at } });
  };
  return {
    async find(hash) {
      const row = await tokens.findOne({ token_hash: hash, revoked_at: null });
      if (!row) return undefined;
      await noteUse(row);
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
    async of(company) {
      const rows = await tokens.find(ofCompany(company)).sort({ created_at: -1 }).toArray();
      return rows.map(({ _id, name, scopes, created_at, used_at, revoked_at }) => ({
        id: _id.toHexString(),
        name,
        scopes,
        created_at: created_at.getTime(),
        used_at: used_at?.getTime() ?? null,
        revoked_at: revoked_at?.getTime() ?? null,
      }));
    },
    async revoke(id, company) {
      if (!ObjectId.isValid(id)) return false;
      const of = company === undefined ? {} : ofCompany(company);
      const filter = { ...of, _id: new ObjectId(id), revoked_at: null };
      return (await tokens.updateOne(filter, { $set: { revoked_at: new Date() } })).modifiedCount > 0;
    },
  };
}
