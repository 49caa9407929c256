import type { CompanyEvents } from '../../../core/events/company.ts';

export type Settings = {
  /** What holds for this company now; `rev` rises with every change. */
  read(company: string): Promise<{ readonly rev: number; readonly values: CompanyEvents }>;
  /** False: somebody changed it since `rev` was read, and nothing was written. */
  write(company: string, rev: number, values: CompanyEvents): Promise<boolean>;
};
