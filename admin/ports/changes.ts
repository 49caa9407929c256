import type { ChangeRefusal } from '../../contracts/workflows/change.ts';

/** `running`: begun for certain, it goes on by itself. `outcome_unknown`: nobody knows whether it was begun. */
export type Carried =
  | {
      readonly ok: true;
      readonly change_id: string;
      readonly state: 'done' | 'running';
      readonly told: number | null;
    }
  | { readonly ok: false; readonly reason: ChangeRefusal | 'outcome_unknown' };
