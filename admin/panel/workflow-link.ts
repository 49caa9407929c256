type Settings = { readonly TEMPORAL_UI_URL?: string | undefined; readonly TEMPORAL_NAMESPACE: string };

/** Where an operator looks at one workflow; nowhere without an address of the Temporal UI. */
export const createWorkflowLink =
  ({ TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace }: Settings) =>
  (workflowId: string): string | undefined => {
    if (ui === undefined) return undefined;
    const root = ui.replace(/\/namespaces\/.*$/, '').replace(/\/+$/, '');
    return `${root}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
  };
