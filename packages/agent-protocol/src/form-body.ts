/** Encodes fields as `application/x-www-form-urlencoded`, in the given order. */
export function formBody(fields: readonly (readonly [name: string, value: string])[]): string {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  return body.toString();
}
