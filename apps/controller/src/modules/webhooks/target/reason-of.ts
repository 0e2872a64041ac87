/** Why something failed, in one line, for the owner of a webhook. */
export const reasonOf = (error: unknown): string => {
  const { code, message, errors } = error as {
    code?: string;
    message?: string;
    /** Of several addresses that were tried. */
    errors?: { message: string }[];
  };
  return message || errors?.[0]?.message || (code ?? String(error));
};
