/** How devices come to a template. */
export const templateUse = ({ required, default: usual }: { required: boolean; default: boolean }) => {
  if (required) return 'required';
  return usual ? 'default' : 'optional';
};
