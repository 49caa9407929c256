import { defineSearchAttributeKey } from '@temporalio/common';

/** What operators filter by in the Temporal UI. Never encrypted: phases and instants only, no names. */
export const bookingPhase = defineSearchAttributeKey('BookingPhase', 'KEYWORD');
export const interviewAt = defineSearchAttributeKey('InterviewAt', 'DATETIME');
export const searchAttributes = [bookingPhase, interviewAt] as const;
