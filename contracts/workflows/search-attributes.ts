import { defineSearchAttributeKey } from '@temporalio/common';

/** What operators filter by in the Temporal UI. Never encrypted: phases and instants only, no names. */
const bookingPhase = defineSearchAttributeKey('BookingPhase', 'KEYWORD');
const interviewAt = defineSearchAttributeKey('InterviewAt', 'DATETIME');
export const searchAttributes = [bookingPhase, interviewAt] as const;
