import type { PanelHandlers } from '../request.ts';
import { type SignInDeps, signIn } from './sign-in.tsx';
import { type SystemDeps, system } from './system.tsx';

export type PanelHandlerDeps = SignInDeps & SystemDeps;

export const createPanelHandlers = (deps: PanelHandlerDeps): PanelHandlers => ({
  ...signIn(deps),
  ...system(deps),
  // Until there is more to see than the system itself, it is the start.
  home: async ({ visitor }) => (visitor.role === 'admin' ? { go_to: '/system' } : { not: 'allowed' }),
});
