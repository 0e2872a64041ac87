const codes = new Set(['ERR_SQLITE_ERROR', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/**
 * Whether something cannot be kept or read back: a table or the database is gone, the disk is full or broken. The
 * service answers 503 then, and goes on.
 */
export const isStoreFault = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown };
  if (code !== undefined && codes.has(code)) return true;
  return cause !== undefined && cause !== error && isStoreFault(cause);
};
