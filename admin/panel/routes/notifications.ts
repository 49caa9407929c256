import { admins, type PanelRoutes } from './route.ts';

export const notificationsRoutes = {
  notifications: { method: 'get', path: '/notifications', may: admins },
  saveNotifications: { method: 'post', path: '/notifications', may: admins },
  notificationPreview: { method: 'get', path: '/notifications/preview', may: admins },
  newAd: { method: 'get', path: '/notifications/ads/new', may: admins },
  createAd: { method: 'post', path: '/notifications/ads/new', may: admins },
  editAd: { method: 'get', path: '/notifications/ads/:id', may: admins },
  saveAd: { method: 'post', path: '/notifications/ads/:id', may: admins },
  switchAd: { method: 'post', path: '/notifications/ads/:id/switch', may: admins },
  askRemoveAd: { method: 'get', path: '/notifications/ads/:id/remove', may: admins },
  removeAd: { method: 'post', path: '/notifications/ads/:id/remove', may: admins },
} as const satisfies PanelRoutes;

export const adPath = (id: string): string => `${notificationsRoutes.notifications.path}/ads/${id}`;
