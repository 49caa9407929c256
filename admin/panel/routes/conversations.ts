import { admins, type PanelRoutes } from './route.ts';

const readers = ['admin', 'viewer'] as const;

export const conversationsRoutes = {
  conversations: { method: 'get', path: '/conversations', may: readers },
  // Before those that take any word for a person's id.
  readyAnswers: { method: 'get', path: '/conversations/answers', may: admins },
  addReadyAnswer: { method: 'post', path: '/conversations/answers', may: admins },
  readyAnswer: { method: 'get', path: '/conversations/answers/:answer', may: admins },
  changeReadyAnswer: { method: 'post', path: '/conversations/answers/:answer', may: admins },
  removeReadyAnswer: { method: 'post', path: '/conversations/answers/:answer/remove', may: admins },
  conversation: { method: 'get', path: '/conversations/:id', may: readers },
  conversationFile: { method: 'get', path: '/conversations/:id/files/:message', may: readers },
  answerConversation: { method: 'post', path: '/conversations/:id', may: admins },
  handConversation: { method: 'post', path: '/conversations/:id/hand', may: admins },
  closeConversation: { method: 'post', path: '/conversations/:id/close', may: admins },
} as const satisfies PanelRoutes;

export const conversationPath = (user: string): string => `${conversationsRoutes.conversations.path}/${user}`;
export const conversationFilePath = (user: string, message: string): string =>
  `${conversationPath(user)}/files/${message}`;
export const readyAnswerPath = (id: string): string => `${conversationsRoutes.readyAnswers.path}/${id}`;
