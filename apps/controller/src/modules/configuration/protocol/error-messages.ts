/** All messages of errors by field, which may nest, in their order. */
export const messagesOf = (errors: unknown): string[] => {
  if (typeof errors === 'string') return [errors];
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.values(errors).flatMap(messagesOf);
};
