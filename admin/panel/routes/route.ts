import { defaultCompany } from '../../../core/shared/company.ts';
import type { StaffRole, Visitor } from '../visitor.ts';

/** `anyone`: also who has not signed in. */
type MayOpen = 'anyone' | readonly StaffRole[];
export type PanelRoute = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: MayOpen;
  /** Its form may carry a file. */
  readonly upload?: true;
  /** What it shows is the installation’s, of all companies: for others than the company that runs it there is no such page. */
  readonly house?: true;
};
export type PanelRoutes = Readonly<Record<string, PanelRoute>>;

export const admins = ['admin'] as const;
export const everybody = ['admin', 'specialist', 'viewer'] as const;

/** Whether this page is there for a visitor's company. */
export const isThere = ({ house }: PanelRoute, { company_id }: Pick<Visitor, 'company_id'>): boolean =>
  house === undefined || company_id === defaultCompany;
