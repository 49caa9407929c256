/** What the reconciler asks of the stores: counts, taken in one go each. */
export type BookingCounts = {
  countSeats(): Promise<number>;
  countActiveBookings(): Promise<number>;
};

export type WorkflowCounts = {
  countOpenBookings(): Promise<number>;
};
