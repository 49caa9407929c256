import { defaultCompany } from './0001-default-company.ts';
import { usernameKeys } from './0002-username-keys.ts';
import type { Migration } from './migration.ts';

/** In order; a number is never used again. */
export const migrations: readonly Migration[] = [defaultCompany, usernameKeys];
