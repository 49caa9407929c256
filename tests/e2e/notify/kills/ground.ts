import { createECDH } from 'node:crypto';
import { History } from '../../../race/history/index.ts';
import { BarrierWire } from '../../../support/barrier-wire.ts';
import { House } from '../../../support/house.ts';
import { PushService } from '../../../support/push-service.ts';
import { serviceUrl } from '../../../support/services.ts';
import { Heard } from './heard.ts';

/** Bot, worker and admin as processes of their own, a push service, wires that stop where a test says, and an ear for all that is told. */
export type Ground = {
  readonly house: House;
  readonly history: History;
  readonly heard: Heard;
  readonly pushes: PushService;
  readonly wires: { readonly mongo: BarrierWire; readonly rabbit: BarrierWire };
  close(): Promise<void>;
};

export async function openGround(): Promise<Ground> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of undo.toReversed()) await one();
  };
  try {
    const pushes = await new PushService().open();
    undo.push(pushes.close);
    const mongo = await new BarrierWire(serviceUrl('MONGODB_URL'), 'mongo').open();
    undo.push(() => mongo.close());
    const rabbit = await new BarrierWire(serviceUrl('AMQP_URL')).open();
    undo.push(() => rabbit.close());
    const house = await House.open('kills', {
      env: vapid(),
      ofRole: { worker: { MONGODB_URL: mongo.url, AMQP_URL: rabbit.url } },
    });
    undo.push(() => house.close());
    const heard = new Heard(house.sandbox.telegram, pushes);
    undo.push(async () => heard.stop());
    const history = await History.of(house);
    undo.push(() => history.close());
    return { house, history, heard, pushes, wires: { mongo, rabbit }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function vapid(): Record<string, string> {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const secret = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return {
    VAPID_PUBLIC_KEY: pair.getPublicKey('base64url'),
    VAPID_PRIVATE_KEY: secret.toString('base64url'),
  };
}
