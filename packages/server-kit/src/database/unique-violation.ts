/** What a database says when a unique constraint was violated. */
export interface UniqueViolation {
  /** Name of the constraint or index, where the database tells (PostgreSQL; SQLite for indexes on expressions). */
  constraint?: string;
  /** Column names, where the database tells. */
  columns: string[];
}

/** Reads a unique violation out of an error of either database; undefined for any other error. */
export const uniqueViolation = (error: unknown): UniqueViolation | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode, constraint, detail } = error as Error & Record<string, unknown>;
  if (code === '23505') {
    const columns = /^Key \((.+?)\)=/.exec(String(detail))?.[1] ?? '';
    return { constraint: String(constraint), columns: columns.split(', ').filter(Boolean) };
  }
  // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY
  if (errcode === 2067 || errcode === 1555) {
    const index = /index '(.+)'/.exec(error.message)?.[1];
    if (index) return { constraint: index, columns: [] };
    const columns = error.message.replace(/^.*failed: /, '').split(', ');
    return { columns: columns.map((column) => column.replace(/^.*\./, '')) };
  }
  return undefined;
};
