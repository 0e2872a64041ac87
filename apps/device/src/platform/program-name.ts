/** Names of programs in `apps.json` that are let through: they become part of a file name. */
export const programName = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,64}$/;
