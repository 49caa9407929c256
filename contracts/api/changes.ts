// An edit of a slot or an event is carried out by a workflow that tells everybody concerned, whatever dies on the way.
import { z } from 'zod';

export const changeSchema = z.object({
  /** null: nothing had to be changed. */
  change_id: z.string().nullable(),
  /** `done`: everybody concerned is told. `running`: it is begun, and goes on by itself. `none`: it was so already. */
  state: z.enum(['done', 'running', 'none']),
  /** Bookings told; null while it runs. */
  told: z.int().nullable(),
});
export type ChangeBody = z.infer<typeof changeSchema>;

export const exampleChange: ChangeBody = {
  change_id: '0b6f0a9c-6d0e-4a55-9a1d-2f1f5f6f0c11',
  state: 'done',
  told: 4,
};
