import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { searchAttributes } from '../../contracts/workflows/search-attributes.ts';
import { google, temporal } from './proto.ts';

const alreadyExists = 6;
const notFound = 5;
const retention = google.protobuf.Duration.fromObject({ seconds: 30 * 24 * 3_600 });

const { IndexedValueType } = temporal.api.enums.v1;
const valueTypes = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  DATETIME: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} as const;

/** Done on every start, through the API, because a server's own flags only work when a namespace is new. */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  await createIfMissing(connection, namespace);
  await keepThirtyDays(connection, namespace);
  await addSearchAttributes(connection, namespace);
}

/** False only when the server itself says that something is not there. */
export async function namespaceIsWhole(connection: Connection, namespace: string): Promise<boolean> {
  try {
    return (await missingAttributes(connection, namespace)).length === 0;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) return false;
    throw error;
  }
}

/** Only when it differs: an account that may not administer the namespace can work in it all the same. */
async function keepThirtyDays(connection: Connection, namespace: string): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  if (Number(config?.workflowExecutionRetentionTtl?.seconds) === Number(retention.seconds)) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: retention },
  });
}

async function createIfMissing(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== notFound) throw error;
    await ignoring(alreadyExists, () =>
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: retention,
      }),
    );
  }
}

async function missingAttributes(connection: Connection, namespace: string) {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return searchAttributes.filter((attribute) => !(attribute.name in customAttributes));
}

async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingAttributes(connection, namespace);
  if (missing.length === 0) return;
  const wanted = Object.fromEntries(missing.map((attribute) => [attribute.name, valueTypes[attribute.type]]));
  await ignoring(alreadyExists, () =>
    connection.operatorService.addSearchAttributes({ namespace, searchAttributes: wanted }),
  );
}

async function ignoring(code: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== code) throw error;
  }
}
