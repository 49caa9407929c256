import type { InitiatedBy } from '../../../core/booking/words.ts';
import type { EventId, SlotId, UserId } from '../../../core/shared/ids.ts';

type NewMove = {
  /** The same again begins nothing new. */
  readonly id: string;
  readonly company_id: string;
  readonly event_id: EventId;
  readonly from: SlotId;
  readonly to: SlotId;
  readonly reason: string;
  readonly people: readonly UserId[];
  readonly initiated_by: InitiatedBy;
  readonly trace_id: string;
};
export type MoveResult = {
  readonly from: SlotId;
  readonly to: SlotId;
  readonly people: readonly {
    readonly user_id: UserId;
    readonly name: string;
    /** null: still to come. */
    readonly outcome: string | null;
  }[];
};
/** Moving people goes on by itself once it is begun; whoever opens its page sees how far it is. */
export type MoveDesk = {
  start(move: NewMove): Promise<void>;
  find(company: string, event: EventId, id: string): Promise<MoveResult | undefined>;
  /** For a move whose own run was lost. */
  again(id: string): Promise<void>;
};
