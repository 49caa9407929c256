import type { SlotBody } from '../../contracts/api/slot-resource.ts';
import type { ActOfEdit } from '../../core/audit/act.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import type { Standing } from '../../core/slots/overlap.ts';
import type { Plan, PlanForm } from '../../core/slots/plan.ts';
import type { Carried } from './changes.ts';
import type { Page, PageWanted } from './page.ts';

type SlotQuery = PageWanted & {
  readonly event_id?: EventId | undefined;
  /** Of the beginning, in ms; `to` excluded. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};
/** What may be changed of a slot; absent: stays as it is. */
export type SlotEdit = {
  readonly day?: string;
  readonly time?: string;
  readonly duration_minutes?: number;
  readonly max_users?: number;
  readonly location?: string | null;
  readonly audience?: string | null;
  readonly specialist_id?: UserId | null;
  readonly is_active?: boolean;
};
/** `once`: the same again adds nothing, and is answered with what it added. */
type Asker = { readonly by: InitiatedBy; readonly once: string };

/** Slots of one company’s events; another’s is none. */
export type Slots = {
  page(company: string, query: SlotQuery): Promise<Page<SlotBody>>;
  byId(company: string, slot: SlotId): Promise<SlotBody | undefined>;
  /** By the rules of the generator: all of them, or none and why. Who waits for a seat hears of it. */
  add(
    of: { readonly company: string; readonly event: EventId },
    form: PlanForm,
    asker: Asker,
  ): Promise<readonly SlotBody[] | Extract<Plan, { ok: false }>>;
  /** What takes place there and then, in its event and in others of the company. */
  standing(
    company: string,
    slot: SlotBody,
    window: { readonly from: number; readonly to: number },
  ): Promise<readonly Standing[]>;
  /** By the workflow that tells everybody who has a seat. `seen`: which fields must still be as they were looked at. Into a
   * room that is taken then nothing is moved. */
  change(
    slot: SlotBody,
    edit: SlotEdit,
    asked: { readonly seen: 'edited' | 'all'; readonly by: InitiatedBy; readonly act: ActOfEdit },
  ): Promise<Carried>;
};
