/** Names of network interfaces that are let through: the kernel's limit of 15 characters, and nothing that a tool could read as an option. */
export const interfaceName = /^(?!-)[A-Za-z0-9_.-]{1,15}$/;
