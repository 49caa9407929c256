import { createHash, timingSafeEqual } from 'node:crypto';
import { allScopes, type Scope } from '../../contracts/api/scopes.ts';
import type { ServiceTokens } from '../ports.ts';

export type Caller = {
  /** Of the token; never the token. */
  readonly id: string;
  /** null: the system itself, which serves every company. */
  readonly company: string | null;
  readonly scopes: ReadonlySet<Scope>;
};
export type Known = { readonly caller: Caller } | { readonly refused: 'no_token' | 'unknown_token' };

const sha256 = (text: string) => createHash('sha256').update(text);
/** What is stored of a token: it has 256 random bits, so nothing slower is needed. */
export const tokenHash = (token: string): string => sha256(token).digest('hex');

const bearer = /^Bearer +([\w.~+/-]{16,256}=*)$/i;
const system: Caller = { id: 'system', company: null, scopes: new Set(allScopes) };

/** `own`: the system's own token, which the bot uses; it may do everything and is changed by changing the setting. */
export function createCallers(tokens: ServiceTokens, own: string | undefined) {
  const ownDigest = own === undefined ? undefined : sha256(own).digest();
  return async (authorization: string | undefined): Promise<Known> => {
    if (authorization === undefined) return { refused: 'no_token' };
    const token = bearer.exec(authorization)?.[1];
    if (token === undefined) return { refused: 'unknown_token' };
    // Digests have one length: the comparison takes the same time however much of the token is right.
    if (ownDigest && timingSafeEqual(ownDigest, sha256(token).digest())) return { caller: system };
    const found = await tokens.find(tokenHash(token));
    if (!found) return { refused: 'unknown_token' };
    const { id, company_id: company, scopes } = found;
    return { caller: { id, company, scopes: new Set(scopes) } };
  };
}
