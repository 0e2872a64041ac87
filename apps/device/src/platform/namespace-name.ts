/** Names of network namespaces that are let through: one part of a path, and nothing that a tool could read as an option. */
export const namespaceName = /^(?!-)(?!\.{1,2}$)[A-Za-z0-9_.-]{1,64}$/;
