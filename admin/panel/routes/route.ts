import type { StaffRole } from '../visitor.ts';

/** `anyone`: also who has not signed in. */
type MayOpen = 'anyone' | readonly StaffRole[];
export type PanelRoute = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: MayOpen;
  /** Its form may carry a file. */
  readonly upload?: true;
};
export type PanelRoutes = Readonly<Record<string, PanelRoute>>;

export const admins = ['admin'] as const;
export const everybody = ['admin', 'specialist', 'viewer'] as const;
