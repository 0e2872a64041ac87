/** Names of network interfaces that are let through: the kernel's limit of 15 characters, and nothing that a tool could read as an option or the file system as a folder. */
export const interfaceName = /^(?!-)(?!\.{1,2}$)[A-Za-z0-9_.-]{1,15}$/;
