import type { Scope } from '../../../contracts/api/scopes.ts';

export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: number;
  /** To within a few minutes; null: never. */
  readonly used_at: number | null;
  readonly revoked_at: number | null;
};
export type Tokens = {
  /** Of one company, the newest first. */
  of(company: string): Promise<readonly TokenRow[]>;
  /** The token is shown once and stored nowhere. */
  issue(
    name: string,
    scopes: readonly Scope[],
    company: string,
  ): Promise<{ readonly id: string; readonly token: string }>;
  /** False: there was nothing of this company's to revoke. */
  revoke(id: string, company: string): Promise<boolean>;
};
