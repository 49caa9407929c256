import type { CompanyEvents } from '../../../core/events/company.ts';
import type { DeskHours } from '../../../core/time/desk-hours.ts';
import type { QuietHours } from '../../../core/time/staff-hours.ts';

export type CompanySettings = {
  readonly values: CompanyEvents;
  readonly quiet: QuietHours | null;
  readonly desk: DeskHours | null;
};

export type Settings = {
  /** What holds for this company now; `rev` rises with every change. */
  read(company: string): Promise<CompanySettings & { readonly rev: number }>;
  /** False: somebody changed it since `rev` was read, and nothing was written. */
  write(company: string, rev: number, settings: CompanySettings): Promise<boolean>;
};
